with

sales as (

    select * from {{ ref('int_product_sales') }}
    where not is_bot

),

ancestors as (

    select * from {{ ref('int_category_ancestors') }}

),

-- an order with two products of a category is one of it
category_sales as (

    select
        sales.event_source,
        sales.session_date,
        sales.order_key,
        coalesce(ancestors.ancestor_id, sales.category_id) as category_id,
        cast(sum(sales.units) as bigint) as units,
        cast(sum(sales.revenue) as decimal(18, 2)) as revenue,
        cast(sum(sales.refunded_revenue) as decimal(18, 2)) as refunded_revenue

    from sales
    left join ancestors
        on sales.event_source = ancestors.event_source
            and sales.category_id = ancestors.category_id
    group by 1, 2, 3, 4

)

select * from category_sales
