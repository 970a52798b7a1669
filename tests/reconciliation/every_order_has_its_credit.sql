{#- The orders of people that a model of attribution does not credit exactly once, or not with their revenue. -#}
with

orders as (

    select * from {{ ref('int_orders') }}
    where not is_bot

),

models as (

    select distinct model from {{ ref('int_order_credits') }}

),

credited as (

    select
        event_source,
        order_key,
        model,
        sum(orders) as orders,
        sum(revenue) as revenue

    from {{ ref('int_order_credits') }}
    group by 1, 2, 3

)

select
    orders.event_source,
    orders.order_key,
    models.model,
    orders.revenue,
    credited.orders as credited_orders,
    credited.revenue as credited_revenue

from orders
cross join models
full outer join credited
    on orders.event_source = credited.event_source
        and orders.order_key = credited.order_key
        and models.model = credited.model
where credited.orders is distinct from 1
    or credited.revenue is distinct from coalesce(orders.revenue, 0)
    or orders.order_key is null
