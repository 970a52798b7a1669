{#- In what retention and value by age count time from a person's first day, with the days of each, as YAML. -#}
{% macro age_units() %}
day: 1
week: 7
month: 30
{%- endmacro %}
