{#- What keeps events of one visitor in different sessions whatever their times: nothing by our own rule;
    with `sessionise_by: source` the vendor's session id, where an event has one. -#}
{% macro session_stream() -%}
    {%- if var('sessionise_by') == 'source' -%}
        coalesce(source_session_id, '')
    {%- else -%}
        ''
    {%- endif -%}
{%- endmacro %}
