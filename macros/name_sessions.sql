{#- CTEs that give the sessions of `session_starts` their ids and number their `events`, the last of them
    `session_events`. -#}
{% macro name_sessions() -%}
-- a hash once a session, not once an event
session_ids as (

    select
        event_source,
        visitor_id,
        session_stream,
        first_event_number,
        occurred_at as started_at,
        -- with its length, no visitor's id can run into the event's
        md5(event_source || '|' || length(visitor_id) || '|' || visitor_id || '|' || event_id) as session_id

    from session_starts
    where stream_event_number = first_event_number

),

numbered_events as (

    select
        session_starts.event_source,
        session_starts.event_id,
        session_ids.session_id,
        session_starts.stream_event_number - session_starts.first_event_number + 1 as event_number,
        case
            when session_starts.previous_active_at >= session_ids.started_at then session_starts.previous_active_at
        end as previous_active_at

    from session_starts
    inner join session_ids
        on session_starts.event_source = session_ids.event_source
            and session_starts.visitor_id = session_ids.visitor_id
            and session_starts.session_stream = session_ids.session_stream
            and session_starts.first_event_number = session_ids.first_event_number

),

session_events as (

    select
        numbered_events.session_id,
        numbered_events.event_number,
        events.event_id, events.event_source, events.visitor_id, events.customer_id, events.session_stream,
        events.load_id, events.loaded_at, events.received_at, events.occurred_at,
        events.event_type, events.is_page_view, events.page_type, events.is_automatic,
        events.is_interaction, events.is_high_intent, events.is_goal,
        events.page_path, events.product_id, events.category_id, events.order_id,
        events.quantity, events.unit_price, events.revenue, events.device_type, events.browser, events.country_code,
        events.traffic_source, events.traffic_medium, events.traffic_campaign,
        events.agent_class, events.ip_hash, numbered_events.previous_active_at

    from events
    inner join numbered_events
        on events.event_source = numbered_events.event_source
            and events.event_id = numbered_events.event_id

)
{%- endmacro %}
