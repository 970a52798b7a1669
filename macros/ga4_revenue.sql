{#- What a purchase brought, or what a refund took back as a negative amount, in `reporting_currency`: GA4 converts to
    US dollars itself; any other currency counts only where the event was made in it. A double, as exported. -#}
{% macro ga4_revenue() -%}
    {%- if var('reporting_currency') == 'USD' -%}
        case when event_type = 'refund' then -refund_value_in_usd else purchase_revenue_in_usd end
    {%- else -%}
        case
            when upper(currency) = '{{ var("reporting_currency") }}'
                then case when event_type = 'refund' then -refund_value else purchase_revenue end
        end
    {%- endif -%}
{%- endmacro %}
