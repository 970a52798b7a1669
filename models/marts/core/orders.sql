with

refunded_orders as (

    select * from {{ ref('int_refunded_orders') }}

),

sessions as (

    select * from {{ ref('int_sessions') }}

),

order_products as (

    select
        event_source,
        order_key,
        count(*) as product_count,
        cast(sum(units) as bigint) as units

    from {{ ref('int_order_products') }}
    where product_id <> '(unknown)'
    group by 1, 2

),

orders as (

    select
        refunded_orders.order_key,
        refunded_orders.event_source,
        refunded_orders.order_id,
        refunded_orders.session_id,
        refunded_orders.visitor_id,
        sessions.person_id,
        sessions.customer_id,
        refunded_orders.order_status,
        sessions.device_type,
        sessions.country_code,
        sessions.traffic_source,
        sessions.channel,

        refunded_orders.purchase_event_count, refunded_orders.refund_event_count,
        order_products.product_count,
        order_products.units,
        refunded_orders.revenue,
        refunded_orders.refunded_revenue,
        refunded_orders.revenue - refunded_orders.refunded_revenue as net_revenue,

        refunded_orders.order_id is null as is_order_id_missing,
        refunded_orders.is_bot,
        sessions.is_new_visitor,

        {{ reporting_date('refunded_orders.ordered_at') }} as order_date,
        {{ reporting_date('refunded_orders.refunded_at') }} as refund_date,
        refunded_orders.ordered_at,
        refunded_orders.refunded_at

    from refunded_orders
    left join sessions
        on refunded_orders.session_id = sessions.session_id
    left join order_products
        on refunded_orders.event_source = order_products.event_source
            and refunded_orders.order_key = order_products.order_key

)

select * from orders
