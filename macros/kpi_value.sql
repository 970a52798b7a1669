{#- A KPI's value: its numerator by its denominator, or the numerator itself where the KPI is no ratio. -#}
{% macro kpi_value(numerator, denominator) -%}
    case
        when {{ denominator }} is null then cast({{ numerator }} as double)
        else {{ rate(numerator, denominator) }}
    end
{%- endmacro %}
