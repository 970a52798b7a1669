with

events as (

    select * from {{ ref('int_session_events') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

sessions as (

    select * from {{ ref('int_sessions') }}

),

-- a week is read, not all history, to find the latest few
placed as (

    select
        events.*,
        row_number() over (
            partition by events.event_source
            order by
                events.occurred_at desc nulls last,
                events.session_id desc nulls last,
                events.event_number desc nulls last
        ) as place

    from events
    inner join watermarks
        on events.event_source = watermarks.event_source
    where events.occurred_at > watermarks.watermark - interval '7' day

),

slice as (

    select
        placed.event_source, placed.event_id, placed.session_id, placed.event_number, placed.visitor_id,
        placed.event_type, placed.page_path, placed.product_id, placed.category_id, placed.order_id,
        placed.quantity,
        placed.unit_price,
        placed.revenue,
        {{ known('sessions.device_type') }} as device_type,
        {{ known('sessions.country_code') }} as country_code,
        {{ known('sessions.traffic_source') }} as traffic_source,
        sessions.channel,
        sessions.is_new_visitor,
        sessions.is_bot,
        sessions.session_date,
        placed.occurred_at,
        placed.received_at

    from placed
    inner join sessions
        on placed.session_id = sessions.session_id
    where placed.place <= {{ var('event_slice') }}

)

select * from slice
