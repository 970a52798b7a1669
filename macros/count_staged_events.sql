{#- How many rows the staging of all sources in use holds, as an expression. -#}
{% macro count_staged_events() -%}
    {%- for source in var('event_sources') -%}
        (select count(*) from {{ ref('stg_' ~ source ~ '__events') }})
        {%- if not loop.last %} + {% endif -%}
    {%- endfor -%}
{%- endmacro %}
