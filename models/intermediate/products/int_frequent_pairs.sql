with

counted as (

    select event_source, basket_kind, item_kind, first_id, second_id, count(*) as set_baskets
    from {{ ref('int_basket_pairs') }}
    group by 1, 2, 3, 4, 5

),

frequent as (

    select counted.*
    from counted
    inner join {{ ref('int_basket_totals') }} as totals
        on {{ same_baskets('counted', 'totals') }}
    where counted.set_baskets >= totals.minimum_baskets

)

select * from frequent
