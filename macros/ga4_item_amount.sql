{#- An amount of an item in `reporting_currency`, by the same rule as `ga4_revenue`. A double, as exported. -#}
{% macro ga4_item_amount(field, item='element') -%}
    {%- if var('reporting_currency') == 'USD' -%}
        {{ item }}.{{ field }}_in_usd
    {%- else -%}
        case when upper(currency) = '{{ var("reporting_currency") }}' then {{ item }}.{{ field }} end
    {%- endif -%}
{%- endmacro %}
