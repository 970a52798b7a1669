{{ config(materialized='view') }}

with

placed as (

    select * from {{ ref('int_orders') }}

),

refunds as (

    select * from {{ ref('int_refunds') }}

),

-- a refund whose order was never seen stays, as a row of its own
refunded as (

    select
        coalesce(placed.event_source, refunds.event_source) as event_source,
        coalesce(placed.order_key, refunds.order_key) as order_key,
        coalesce(placed.order_id, refunds.order_id) as order_id,
        placed.session_id,
        placed.visitor_id,
        placed.ordered_at,
        placed.revenue,
        coalesce(placed.purchase_event_count, 0) as purchase_event_count,
        coalesce(refunds.refund_event_count, 0) as refund_event_count,
        cast(
            case
                when refunds.is_whole_order and placed.order_key is not null then placed.revenue
                else coalesce(refunds.refunded_revenue, 0)
            end as decimal(18, 2)
        ) as refunded_revenue,
        coalesce(placed.is_bot, refunds.is_bot) as is_bot,
        case
            when placed.order_key is null then 'unknown_order'
            when refunds.order_key is null then 'placed'
            when refunds.is_whole_order or refunds.refunded_revenue >= placed.revenue then 'refunded'
            else 'partly_refunded'
        end as order_status,
        refunds.refunded_at

    from placed
    full outer join refunds
        on placed.event_source = refunds.event_source
            and placed.order_key = refunds.order_key

)

select * from refunded
