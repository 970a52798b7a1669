with

orders as (

    select * from {{ ref('int_refunded_orders') }}
    where not is_bot
        and order_status <> 'unknown_order'

),

sessions as (

    select * from {{ ref('int_sessions') }}

),

purchases as (

    select
        orders.event_source,
        orders.order_key,
        sessions.person_id,
        row_number() over (
            partition by sessions.person_id
            order by
                orders.ordered_at asc nulls last, orders.event_source asc nulls last, orders.order_key asc nulls last
        ) as purchase_number,
        orders.revenue,
        -- what is given back of an amount that is unknown takes nothing from the others
        case when orders.revenue is not null then orders.refunded_revenue end as refunded_revenue,
        sessions.session_date as purchase_date,
        orders.ordered_at

    from orders
    inner join sessions
        on orders.session_id = sessions.session_id

)

select * from purchases
