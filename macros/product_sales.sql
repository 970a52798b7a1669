{#- Columns that add up the orders and the money of a relation, each row an order's part. The revenue is null where that of no order
    is known. -#}
{% macro product_sales() -%}
    count(*) as orders,
        cast(sum(units) as bigint) as units,
        cast(sum(revenue) as decimal(18, 2)) as revenue,
        cast(sum(refunded_revenue) as decimal(18, 2)) as refunded_revenue
{%- endmacro %}
