{#- A purchase's revenue in `reporting_currency`: GA4 converts to US dollars itself; any other currency
    counts only where the purchase was made in it. -#}
{% macro ga4_revenue() -%}
    {%- if var('reporting_currency') == 'USD' -%}
        cast(purchase_revenue_in_usd as decimal(18, 2))
    {%- else -%}
        case
            when currency = '{{ var("reporting_currency") }}' then cast(purchase_revenue as decimal(18, 2))
        end
    {%- endif -%}
{%- endmacro %}
