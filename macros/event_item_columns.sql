{#- The columns of `event_items` and their types, as YAML. -#}
{% macro event_item_columns() %}
event_id: text
load_id: text
order_id: text
item_number: integer
product_id: text
product_name: text
brand: text
category_id: text
quantity: integer
unit_price: decimal(18, 2)
{%- endmacro %}
