{#- The columns of the event contract in which two arrivals of one event must agree to be the same. -#}
{% macro event_content_columns() -%}
    event_id, event_source, visitor_id, customer_id, occurred_at, source_event_type, source_session_id,
    page_path, element, search_term, product_id, category_id, order_id, currency, quantity, unit_price,
    revenue, device_type, browser, operating_system, agent_class, ip_hash, country_code, region, city,
    traffic_source, traffic_medium, traffic_campaign, experiment_id, variant, properties
{%- endmacro %}
