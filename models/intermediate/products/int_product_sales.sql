with

-- cents, and the sign of a refund that is none
weighed as (

    select
        *,
        abs(cast(coalesce(order_revenue, 0) * 100 as bigint)) as revenue_cents,
        abs(cast(order_refunded_revenue * 100 as bigint)) as refunded_cents

    from {{ ref('int_order_products') }}

),

{{ shared_out(['revenue_cents', 'refunded_cents'], 'event_source, order_key', 'product_id') }},

session_products as (

    select * from {{ ref('int_session_products') }}

),

sessions as (

    select session_id, session_date from {{ ref('int_sessions') }}

),

sales as (

    select
        shared_out.event_source, sessions.session_date, shared_out.session_id, shared_out.order_key,
        shared_out.product_id, session_products.category_id, session_products.price_band,
        shared_out.product_count, shared_out.is_bot, shared_out.units,
        cast(
            case when order_revenue is not null then revenue_cents_share / 100 * sign(order_revenue) end
            as decimal(18, 2)
        ) as revenue,
        cast(refunded_cents_share / 100 * sign(order_refunded_revenue) as decimal(18, 2)) as refunded_revenue

    from shared_out
    inner join sessions
        on shared_out.session_id = sessions.session_id
    inner join session_products
        on shared_out.session_id = session_products.session_id
            and shared_out.product_id = session_products.product_id

)

select * from sales
