with

baskets as (

    select event_source, basket_kind, item_kind, basket_id, count(*) as items
    from {{ ref('int_basket_items') }}
    group by 1, 2, 3, 4

),

-- how many baskets a set must be in
basket_totals as (

    select
        event_source,
        basket_kind,
        item_kind,
        count(*) as baskets,
        count(case when items > 1 then 1 end) as multi_item_baskets,
        greatest(
            {{ var('association_minimum_support') }} * count(*), {{ var('association_minimum_baskets') }}
        ) as minimum_baskets

    from baskets
    group by 1, 2, 3

)

select * from basket_totals
