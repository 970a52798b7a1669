{#- An amount of an item in `reporting_currency`, by the same rule as `ga4_revenue`. A double, as exported. -#}
{% macro ga4_item_amount(field) -%}
    {%- if var('reporting_currency') == 'USD' -%}
        element.{{ field }}_in_usd
    {%- else -%}
        case when upper(currency) = '{{ var("reporting_currency") }}' then element.{{ field }} end
    {%- endif -%}
{%- endmacro %}
