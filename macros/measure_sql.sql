{#- The expression of a measure of `kpi_measures`, in the one exact type of counts, money and seconds. -#}
{% macro measure_sql(measure) -%}
    cast({{ measure.is }} as decimal(28, 6))
{%- endmacro %}
