{{ config(materialized='view') }}

with

refund_events as (

    select
        order_events.*,
        bots.is_bot,
        {{ order_key() }} as order_key

    from {{ ref('int_order_events') }} as order_events
    inner join {{ ref('int_session_bots') }} as bots
        on order_events.session_id = bots.session_id
    where order_events.event_type = 'refund'

),

refunds as (

    select
        event_source,
        order_key,
        min(order_id) as order_id,
        count(*) as refund_event_count,
        -- a refund that names no amount gives the whole order back
        bool_or(revenue is null) as is_whole_order,
        -sum(revenue) as refunded_revenue,
        bool_and(is_bot) as is_bot,
        min(occurred_at) as refunded_at

    from refund_events
    group by 1, 2

)

select * from refunds
