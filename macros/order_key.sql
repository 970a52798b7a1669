{#- What tells one order from another: its id, or the event's where the source gave it none. -#}
{% macro order_key() -%}
    coalesce('id:' || order_id, 'event:' || event_id)
{%- endmacro %}
