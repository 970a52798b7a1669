with

spans as (

    select * from {{ ref('int_touched_spans') }}

),

events as (

    select
        *,
        {{ session_stream() }} as session_stream

    {% if history_is_whole() -%}
    from {% call found_rows(ref('int_cleaned_events')) %}
        semi join spans
            on found.event_source = spans.event_source
                and found.visitor_id = spans.visitor_id
                and {{ session_stream() }} = spans.session_stream
                and found.occurred_at between spans.first_at and spans.last_at
        where found.exclusion_reason is null
    {% endcall %}
    {%- else -%}
    from {{ ref('int_cleaned_events') }}
    where false
    {%- endif %}

),

{{ cut_sessions() }},

{{ name_sessions() }}

select * from session_events
