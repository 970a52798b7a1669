{{ config(
    materialized=by_increments(), unique_key=['event_source', 'visitor_id'],
    meta={'replaces': 'int_restated_visitors'}
) }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where {{ is_touched('event_source, visitor_id', 'int_restated_visitors') }}

),

totals as (

    select
        event_source,
        visitor_id,
        min(started_at) as first_seen_at,
        max(ended_at) as last_seen_at,
        count(*) as session_count,
        count(*) filter (where is_bot) as bot_session_count,
        sum(event_count) as event_count,
        sum(order_count) as order_count,
        sum(revenue) as revenue,
        {{ first_known('device_type', 'session_number') }} as first_device_type,
        {{ first_known('country_code', 'session_number') }} as first_country_code,
        {{ first_known('traffic_source', 'session_number') }} as first_traffic_source

    from sessions
    group by 1, 2

)

select * from totals
