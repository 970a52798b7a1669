{#- The figures of a row of `daily` with what was `sold` of it, if anything was. -#}
{% macro product_figures() -%}
    daily.viewed_sessions,
        daily.carted_sessions,
        daily.checked_out_sessions,
        daily.purchased_sessions,
        coalesce(sold.orders, 0) as orders,
        coalesce(sold.units, 0) as units,
        case when sold.orders is null then 0 else sold.revenue end as revenue,
        coalesce(sold.refunded_revenue, 0) as refunded_revenue,
        case when sold.orders is null then 0 else sold.revenue - sold.refunded_revenue end as net_revenue,
        {{ rate('daily.purchased_sessions', 'daily.viewed_sessions') }} as look_to_book
{%- endmacro %}
