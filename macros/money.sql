{#- An estimate in money: rounded to cents, a decimal. -#}
{% macro money(expression) -%}
    {{ rounded(expression, 2) }}
{%- endmacro %}
