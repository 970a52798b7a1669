{#- Every KPI is what `seeds/kpi_lock.csv` says it is: one line for the first that is not. -#}
{% macro check_kpi_lock() %}
    {%- set found = unlocked_kpis() -%}
    {%- for complaint in found.refused + found.unlocked -%}
        {{- exceptions.raise_compiler_error(complaint) -}}
    {%- endfor -%}
{% endmacro %}
