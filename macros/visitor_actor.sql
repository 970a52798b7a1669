{#- What a visitor is called where visitors and persons go through funnels side by side; no person is called so. -#}
{% macro visitor_actor() -%}
    event_source || ':' || visitor_id
{%- endmacro %}
