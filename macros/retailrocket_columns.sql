{#- The columns of RetailRocket's events and their types, in the order of their header; as YAML. -#}
{% macro retailrocket_columns() %}
timestamp: decimal(20, 0)
visitorid: text
event: text
itemid: text
transactionid: text
{%- endmacro %}
