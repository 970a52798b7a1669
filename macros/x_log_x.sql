{#- x ln(x / y), which is 0 where x is 0. -#}
{% macro x_log_x(x, y) -%}
    case when {{ x }} > 0 then {{ x }} * ln({{ x }} / {{ y }}) else 0 end
{%- endmacro %}
