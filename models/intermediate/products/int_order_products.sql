with

purchases as (

    select
        session_id,
        order_key,
        product_id,
        event_number,
        sum(coalesce(quantity, 1)) as units,
        cast(sum(coalesce(quantity, 1) * unit_price) * 100 as bigint) as value_cents,
        bool_or(unit_price is null) as is_price_missing

    from {{ ref('int_session_items') }}
    where step_name = 'purchase'
    group by 1, 2, 3, 4

),

-- the events of one order may name a product each, and one of them, loaded again, its products again
numbered as (

    select
        *,
        row_number() over (partition by session_id, order_key, product_id order by event_number asc nulls last)
            as naming_number,
        bool_or(product_id <> '(unknown)') over (partition by session_id, order_key) as is_named

    from purchases

),

held as (

    select
        *,
        count(*) over (partition by session_id, order_key) as product_count,
        bool_or(is_price_missing or value_cents <= 0) over (partition by session_id, order_key) as is_value_missing

    from numbered
    where naming_number = 1
        and (product_id <> '(unknown)' or not is_named)

),

order_products as (

    select
        orders.event_source, orders.order_key, orders.session_id, orders.is_bot,
        held.product_id, held.product_count,
        cast(held.units as bigint) as units,
        case when held.is_value_missing then 1 else held.value_cents end as weight,
        orders.revenue as order_revenue,
        orders.refunded_revenue as order_refunded_revenue

    from {{ ref('int_refunded_orders') }} as orders
    inner join held
        on orders.session_id = held.session_id
            and orders.order_key = held.order_key

)

select * from order_products
