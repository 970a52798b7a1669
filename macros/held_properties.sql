{#- The properties of an event that a funnel can hold constant, as text literals. -#}
{% macro held_properties() -%}
    'product_id', 'category_id', 'page_path'
{%- endmacro %}
