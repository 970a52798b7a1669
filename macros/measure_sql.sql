{#- The expression of a measure of `kpi_measures`, in the one exact type of counts, money and seconds. -#}
{% macro measure_sql(measure) -%}
    {%- if 'person_id' in measure.is or 'customer_id' in measure.is -%}
        {{- exceptions.raise_compiler_error(
            'A measure of kpi_measures may not read person_id or customer_id: a day is not made anew when only they change.'
        ) -}}
    {%- endif -%}
    cast({{ measure.is }} as decimal(28, 6))
{%- endmacro %}
