{#- The columns of the shop's events and their types: the header of its files, in this order; as YAML. -#}
{% macro shop_columns() %}
event_id: text
load_id: text
loaded_at: timestamp
session_id: text
visitor_id: text
customer_id: text
event_type: text
occurred_at: timestamp
received_at: timestamp
page_path: text
product_id: text
category_id: text
order_id: text
quantity: integer
unit_price: decimal(18, 2)
revenue: decimal(18, 2)
currency: text
device_type: text
referrer: text
country_code: text
medium: text
campaign: text
element: text
search_term: text
scroll_percent: integer
user_agent: text
ip_address: text
city: text
consent: text
{%- endmacro %}
