{#- The columns of the REES46 store's files and their types, in the order of their header; as YAML. -#}
{% macro rees46_columns() %}
event_time: timestamp
event_type: text
product_id: text
category_id: text
category_code: text
brand: text
price: decimal(18, 2)
user_id: text
user_session: text
{%- endmacro %}
