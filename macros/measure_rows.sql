{#- The columns of `measure_columns`, which stand in a CTE named after their rows, as a row a measure. -#}
{% macro measure_rows(rows, keys, that_add_up=true) -%}
    {%- set selects = [] -%}
    {%- for name, measure in fromyaml(kpi_measures()).items() if measure.over == rows -%}
        {%- if that_add_up or measure.aggregation -%}
            {%- do selects.append(
                'select ' ~ keys ~ ", '" ~ name ~ "' as measure, " ~ name ~ ' as measure_value from counted_' ~ rows
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ selects | join('\n    union all\n    ') }}
{%- endmacro %}
