{#- A number rounded to some decimal places, a decimal. Through a decimal of eight places: 0.285 has no exact double, and
    engines round what is a half only on paper in different ways. -#}
{% macro rounded(expression, places) -%}
    cast(round(cast({{ expression }} as decimal(28, 8)), {{ places }}) as decimal(18, {{ places }}))
{%- endmacro %}
