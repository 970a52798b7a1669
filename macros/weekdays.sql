{#- The days of the week, as YAML. -#}
{% macro weekdays() %}
- Monday
- Tuesday
- Wednesday
- Thursday
- Friday
- Saturday
- Sunday
{%- endmacro %}
