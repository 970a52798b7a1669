{#- CTEs that give the sessions of `session_starts` their ids and number their events, the last of them
    `session_events`. -#}
{% macro name_sessions() -%}
-- a hash once a session, not once an event
session_ids as (

    select
        event_source,
        visitor_id,
        session_stream,
        stream_session_number,
        min(stream_event_number) as first_event_number,
        -- with its length, no visitor's id can run into the event's
        md5(
            event_source || '|' || length(visitor_id) || '|' || visitor_id || '|'
            || min_by(event_id, stream_event_number)
        ) as session_id

    from session_starts
    group by 1, 2, 3, 4

),

session_events as (

    select
        session_ids.session_id,
        session_starts.stream_event_number - session_ids.first_event_number + 1 as event_number,
        session_starts.event_id,
        session_starts.event_source,
        session_starts.visitor_id,
        session_starts.customer_id,
        session_starts.session_stream,
        session_starts.load_id,
        session_starts.loaded_at,
        session_starts.received_at,
        session_starts.occurred_at,
        session_starts.event_type,
        session_starts.is_page_view,
        session_starts.is_automatic,
        session_starts.is_interaction,
        session_starts.is_high_intent,
        session_starts.is_goal,
        session_starts.page_path,
        session_starts.order_id,
        session_starts.revenue,
        session_starts.device_type,
        session_starts.country_code,
        session_starts.traffic_source,
        session_starts.traffic_medium,
        session_starts.traffic_campaign

    from session_starts
    inner join session_ids
        on session_starts.event_source = session_ids.event_source
            and session_starts.visitor_id = session_ids.visitor_id
            and session_starts.session_stream = session_ids.session_stream
            and session_starts.stream_session_number = session_ids.stream_session_number

)
{%- endmacro %}
