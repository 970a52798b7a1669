{#- The columns of the shop's events that say what happened; the others say how it arrived. -#}
{% macro shop_content_columns() -%}
    session_id, visitor_id, customer_id, event_type, occurred_at, page_path, product_id, category_id, order_id,
    quantity, unit_price, revenue, currency, device_type, referrer, country_code, medium, campaign, element,
    search_term, scroll_percent, user_agent, ip_address, city, consent
{%- endmacro %}
