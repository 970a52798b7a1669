{#- The names of the measures whose days do not add up to longer times, as a list of texts. -#}
{% macro lone_measures() -%}
    {%- for name, measure in fromyaml(kpi_measures()).items() if measure.aggregation -%}
    '{{ name }}'{{ ', ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
