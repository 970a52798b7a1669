with

basket_items as (

    select * from {{ ref('int_basket_items') }}

),

totals as (

    select * from {{ ref('int_basket_totals') }}

),

counted as (

    select event_source, basket_kind, item_kind, item_id, count(*) as set_baskets
    from basket_items
    group by 1, 2, 3, 4

),

frequent as (

    select counted.*
    from counted
    inner join totals
        on {{ same_baskets('counted', 'totals') }}
    where counted.set_baskets >= totals.minimum_baskets

)

select * from frequent
