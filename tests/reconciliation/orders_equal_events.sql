{#- The sources whose purchase or refund events are not all in their orders, or whose revenue is not sessions'. -#}
with

events as (

    select
        event_source,
        count(*) filter (where event_type = 'purchase') as purchases,
        count(*) filter (where event_type = 'refund') as refunds

    from {{ ref('int_events') }}
    group by 1

),

sessions as (

    select
        event_source,
        sum(order_count) as orders,
        sum(revenue) as revenue

    from {{ ref('sessions') }}
    group by 1

),

orders as (

    select
        event_source,
        sum(purchase_event_count) as purchases,
        sum(refund_event_count) as refunds,
        count(*) filter (where order_status <> 'unknown_order') as orders,
        coalesce(sum(revenue), 0) as revenue

    from {{ ref('orders') }}
    group by 1

)

select events.event_source
from events
inner join sessions
    on events.event_source = sessions.event_source
left join orders
    on events.event_source = orders.event_source
where events.purchases <> coalesce(orders.purchases, 0)
    or events.refunds <> coalesce(orders.refunds, 0)
    or sessions.orders <> coalesce(orders.orders, 0)
    or sessions.revenue <> coalesce(orders.revenue, 0)
