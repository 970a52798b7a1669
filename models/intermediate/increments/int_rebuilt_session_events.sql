with

cleaned_events as (

    select
        *,
        {{ session_stream() }} as session_stream

    from {{ ref('int_events') }}

),

spans as (

    select * from {{ ref('int_touched_spans') }}

),

events as (

    {% if history_is_whole() -%}
    select *
    from cleaned_events
    -- said by itself, it keeps the engine from reading whole events of all others
    where (event_source, visitor_id) in (select event_source, visitor_id from spans)
        and exists (
            select 1 from spans
            where spans.event_source = cleaned_events.event_source
                and spans.visitor_id = cleaned_events.visitor_id
                and spans.session_stream = cleaned_events.session_stream
                and cleaned_events.occurred_at between spans.first_at and spans.last_at
        )
    {%- else -%}
    select * from cleaned_events
    where false
    {%- endif %}

),

{{ cut_sessions() }},

{{ name_sessions() }}

select * from session_events
