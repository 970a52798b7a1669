{#- A number times itself: of power(x, 2) engines give different last digits. -#}
{% macro squared(expression) -%}
    ({{ expression }}) * ({{ expression }})
{%- endmacro %}
