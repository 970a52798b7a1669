{#- A share or a mean of two sums: null where the denominator is zero, a double whatever the sums are. -#}
{% macro rate(numerator, denominator) -%}
    cast({{ numerator }} as double) / nullif(cast({{ denominator }} as double), 0)
{%- endmacro %}
