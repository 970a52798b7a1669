{#- The measures over some rows (a name of `kpi_rows`) as columns, each of one exact type for counts, money and seconds:
    all of them, or those that do not add up over days. -#}
{% macro measure_columns(rows, that_add_up=true) -%}
    {%- set columns = [] -%}
    {%- for name, measure in fromyaml(kpi_measures()).items() if measure.over == rows -%}
        {%- if that_add_up or measure.aggregation -%}
            {%- do columns.append(measure_sql(measure) ~ ' as ' ~ name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ columns | join(',\n        ') }}
{%- endmacro %}
