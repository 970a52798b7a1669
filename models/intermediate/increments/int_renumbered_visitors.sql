with

spans as (

    select * from {{ ref('int_touched_spans') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

stored_sessions as (

    {% if history_is_whole() -%}
    select event_source, visitor_id, ended_at, is_closed
    from {{ as_it_stands('int_numbered_sessions') }}
    {%- else -%}
    select event_source, visitor_id, last_at as ended_at, false as is_closed
    from spans
    {%- endif %}

),

-- the watermark has passed them, or has gone back behind them
turned_sessions as (

    select stored_sessions.*
    from stored_sessions
    inner join watermarks
        on stored_sessions.event_source = watermarks.event_source
    where stored_sessions.is_closed
        <> ({{ is_past_timeout('stored_sessions.ended_at', 'watermarks.watermark') }})

),

visitors as (

    select event_source, visitor_id from spans
    union
    select event_source, visitor_id from turned_sessions

)

{{ with_carried_over('visitors') }}
