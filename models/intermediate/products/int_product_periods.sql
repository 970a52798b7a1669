with

item_properties as (

    {{ united_sources('item_properties', '{product_id: text, property: text, value: text, valid_from: timestamp}') }}

),

periods as (

    select
        *,
        lead(valid_from) over (
            partition by event_source, product_id, property order by valid_from asc nulls last
        ) as valid_to

    from item_properties

),

moments as (

    select distinct event_source, product_id, valid_from
    from item_properties

),

-- at each moment at which one property changes, what all of them are
held as (

    select
        moments.event_source,
        moments.product_id,
        moments.valid_from,
        max(case when periods.property = 'category_id' then periods.value end) as category_id,
        max(case when periods.property = 'availability' then periods.value end) as availability

    from moments
    inner join periods
        on moments.event_source = periods.event_source
            and moments.product_id = periods.product_id
            and moments.valid_from >= periods.valid_from
            and (moments.valid_from < periods.valid_to or periods.valid_to is null)
    group by 1, 2, 3

),

with_end as (

    select
        *,
        lead(valid_from) over (
            partition by event_source, product_id order by valid_from asc nulls last
        ) as valid_to

    from held

)

select * from with_end
