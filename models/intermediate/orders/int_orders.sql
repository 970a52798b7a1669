with

purchases as (

    select
        *,
        -- without an id, every purchase is an order of its own
        coalesce('id:' || order_id, 'event:' || event_id) as order_key

    from {{ ref('int_session_events') }}
    where event_type = 'purchase'

),

-- a confirmation page that is loaded again sends the same order again
numbered as (

    select
        *,
        row_number() over (
            partition by event_source, order_key
            order by occurred_at, visitor_id, event_id
        ) as purchase_number

    from purchases

),

orders as (

    select
        event_source,
        order_key,
        order_id,
        event_id,
        session_id,
        visitor_id,
        occurred_at as ordered_at,
        revenue

    from numbered
    where purchase_number = 1

)

select * from orders
