{#- The bands of an amount in `reporting_currency`: their names and what each reaches up to, the last without end. -#}
{% macro price_bands() %}
under 25: 25
25 to 50: 50
50 to 100: 100
100 to 200: 200
200 and more: ~
{%- endmacro %}
