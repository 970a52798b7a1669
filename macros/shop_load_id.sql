{#- The load of an event of the shop; rows without one are a load of their own. -#}
{% macro shop_load_id() -%}
    coalesce(load_id, 'unnamed')
{%- endmacro %}
