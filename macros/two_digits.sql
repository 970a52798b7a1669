{#- A whole number below 100 as text that sorts like it. -#}
{% macro two_digits(number) -%}
    lpad(cast({{ number }} as {{ dbt.type_string() }}), 2, '0')
{%- endmacro %}
