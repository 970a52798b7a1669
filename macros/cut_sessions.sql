{#- CTEs that cut `events`, each with its `session_stream`, into sessions, the last of them `session_starts`. Only keys
    and times are sorted: the other columns would cost more than finding them again. -#}
{% macro cut_sessions() -%}
with_previous as (

    select
        event_source,
        event_id,
        visitor_id,
        session_stream,
        occurred_at,
        row_number() over stream as stream_event_number,
        lag(occurred_at) over stream as previous_occurred_at,
        max(case when not is_automatic then occurred_at end) over (
            partition by event_source, visitor_id, session_stream
            order by {{ event_order() }}
            rows between unbounded preceding and 1 preceding
        ) as previous_active_at

    from events
    window stream as (
        partition by event_source, visitor_id, session_stream
        order by {{ event_order() }}
    )

),

explained as (

    select
        *,
        case
            when previous_occurred_at is null and session_stream <> '' then 'vendor'
            when previous_occurred_at is null then 'first'
            -- exactly the timeout is still the same session, and a vendor's session ends when it says
            when session_stream = '' and {{ is_past_timeout('previous_occurred_at', 'occurred_at') }} then 'gap'
        end as start_reason

    from with_previous

),

session_starts as (

    select
        event_source,
        event_id,
        visitor_id,
        session_stream,
        stream_event_number,
        start_reason,
        occurred_at,
        previous_active_at,
        max(case when start_reason is not null then stream_event_number end) over (
            partition by event_source, visitor_id, session_stream
            order by stream_event_number asc nulls last
            rows between unbounded preceding and current row
        ) as first_event_number

    from explained

)
{%- endmacro %}
