{#- The number of a date's weekday, 0 for Monday. Counted from 2000-01-01, a Saturday: of what extract() gives, engines begin at
    other days. -#}
{% macro weekday_number(date) -%}
    ({{ day_number(date) }} % 7 + 12) % 7
{%- endmacro %}
