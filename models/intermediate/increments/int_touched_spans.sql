with

islands as (

    select * from {{ ref('int_event_islands') }}

),

stored_sessions as (

    {% if history_is_whole() -%}
    select session_id, event_source, visitor_id, session_stream, started_at, ended_at
    from {{ as_it_stands('int_session_totals') }}
    {%- else -%}
    select
        cast(null as {{ dbt.type_string() }}) as session_id,
        event_source, visitor_id, session_stream,
        first_at as started_at,
        last_at as ended_at
    from islands
    {%- endif %}

),

-- no further than the timeout from new events: they may go on with it, join it to another or start it earlier
touched_sessions as (

    select distinct stored_sessions.*
    from stored_sessions
    inner join islands
        on stored_sessions.event_source = islands.event_source
            and stored_sessions.visitor_id = islands.visitor_id
            and stored_sessions.session_stream = islands.session_stream
            and (
                islands.session_stream <> ''
                or not (
                    {{ is_past_timeout('islands.last_at', 'stored_sessions.started_at') }}
                    or {{ is_past_timeout('stored_sessions.ended_at', 'islands.first_at') }}
                )
            )

),

spans as (

    select session_id, event_source, visitor_id, session_stream, started_at as first_at, ended_at as last_at
    from touched_sessions
    union all
    select
        cast(null as {{ dbt.type_string() }}) as session_id,
        event_source, visitor_id, session_stream, first_at, last_at
    from islands

)

{{ with_carried_over('spans') }}
