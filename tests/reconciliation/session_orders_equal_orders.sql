{#- The sources whose orders or revenue are not those of their sessions together. -#}
with

orders as (

    select
        event_source,
        count(*) as order_count,
        coalesce(sum(revenue), 0) as revenue

    from {{ ref('int_orders') }}
    group by 1

),

sessions as (

    select
        event_source,
        sum(order_count) as order_count,
        sum(revenue) as revenue

    from {{ ref('sessions') }}
    group by 1

)

select
    sessions.*,
    orders.order_count as expected_order_count,
    orders.revenue as expected_revenue

from sessions
left join orders
    on sessions.event_source = orders.event_source
where sessions.order_count <> coalesce(orders.order_count, 0)
    or sessions.revenue <> coalesce(orders.revenue, 0)
