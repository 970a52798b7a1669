{#- A dimension as breakdowns show it: what is unknown is a bucket of its own, never a null that a join or
    a filter loses. -#}
{% macro known(expression) -%}
    coalesce({{ expression }}, '(unknown)')
{%- endmacro %}
