{#- The band of an amount in `price_bands`. -#}
{% macro price_band(amount) -%}
    {{ band_of(amount, price_bands()) }}
{%- endmacro %}
