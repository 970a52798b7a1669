{#- A CTE, `states`: the rows of `session_events` as states of both streams, pages by their type and what people did by the
    event's type. Every session begins with `(start)`, also where nothing follows. -#}
{% macro path_states() -%}
{%- set streams = {
    'page': {'state': 'page_type', 'where': 'is_page_view'},
    'event': {'state': 'event_type', 'where': 'not is_automatic'},
} -%}
states as (

    {% for name, stream in streams.items() -%}
    select
        session_id,
        '{{ name }}' as stream,
        event_number,
        occurred_at,
        {{ stream.state }} as state

    from session_events
    where {{ stream.where }}
    union all
    select
        session_id,
        '{{ name }}' as stream,
        0 as event_number,
        cast(null as timestamp) as occurred_at,
        '(start)' as state

    from session_events
    where event_number = 1
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)
{%- endmacro %}
