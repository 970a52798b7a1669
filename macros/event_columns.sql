{#- The columns of the event contract that a source fills, but for its event type: what the event says and
    how it arrived. -#}
{% macro event_columns() -%}
    {{ event_content_columns() }}, load_id, loaded_at, received_at, source_sequence
{%- endmacro %}
