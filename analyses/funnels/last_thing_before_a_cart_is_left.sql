-- What was put in last, and how far did they come, before people left a cart?
with

abandoned as (

    select * from {{ ref('carts') }}
    where is_abandoned

),

by_item_and_step as (

    select
        last_step,
        {{ known('last_category_id') }} as last_category_id,
        {{ known('last_product_id') }} as last_product_id,
        count(*) as abandoned,
        count(case when is_recovered then 1 end) as recovered,
        sum(cart_value) as cart_value

    from abandoned
    group by 1, 2, 3

)

select * from by_item_and_step
order by 4 desc nulls last, 1 asc nulls last, 2 asc nulls last, 3 asc nulls last
limit 100
