{#- A date as a number, so that windows and distances count days: those since 2000-01-01. -#}
{% macro day_number(date) -%}
    {{ dbt.datediff("cast('2000-01-01' as date)", date, 'day') }}
{%- endmacro %}
