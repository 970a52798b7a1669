{#- How many days there are from one date through another, both counted; 0 or fewer where the other is earlier. -#}
{% macro days_through(first, last) -%}
    ({{ day_number(last) }} - {{ day_number(first) }} + 1)
{%- endmacro %}
