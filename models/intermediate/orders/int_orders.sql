with

bots as (

    select * from {{ ref('int_session_bots') }}

),

purchases as (

    select
        order_events.*,
        bots.is_bot,
        {{ order_key() }} as order_key

    from {{ ref('int_order_events') }} as order_events
    inner join bots
        on order_events.session_id = bots.session_id
    where order_events.event_type = 'purchase'

),

-- a confirmation page that is loaded again sends the order again: a person's counts, and one with its revenue
numbered as (

    select
        *,
        count(*) over (partition by event_source, order_key) as purchase_event_count,
        row_number() over (
            partition by event_source, order_key
            order by
                is_bot asc nulls last,
                case when revenue is null then 1 else 0 end asc nulls last,
                occurred_at asc nulls last,
                visitor_id asc nulls last,
                -- two of one instant stand in the order of events
                event_number asc nulls last,
                event_id asc nulls last
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
        revenue,
        purchase_event_count,
        is_bot

    from numbered
    where purchase_number = 1

)

select * from orders
