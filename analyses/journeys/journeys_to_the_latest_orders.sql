-- By which visits did the latest buyers come to what they bought?
with

orders as (

    select * from {{ ref('orders') }}
    where not is_bot and order_status <> 'unknown_order'

),

latest_buyers as (

    select
        person_id,
        max(ordered_at) as last_ordered_at

    from orders
    group by 1
    order by 2 desc nulls last, 1 asc nulls last
    limit 20

),

visits as (

    select
        sessions.person_id,
        latest_buyers.last_ordered_at,
        row_number() over person as visit,
        sessions.started_at,
        sessions.channel,
        sessions.device_type,
        sessions.engagement_stage,
        sessions.funnel_validity,
        sessions.order_count,
        sessions.revenue,
        {{ rate(seconds_between('lag(sessions.started_at) over person', 'sessions.started_at'), 86400) }}
            as days_since_the_visit_before

    from {{ ref('sessions') }} as sessions
    inner join latest_buyers
        on sessions.person_id = latest_buyers.person_id
    where not sessions.is_bot
        and sessions.started_at <= latest_buyers.last_ordered_at
    window person as (
        partition by sessions.person_id order by sessions.started_at asc nulls last, sessions.session_id asc nulls last
    )

)

select * from visits
order by 2 desc nulls last, 1 asc nulls last, 3 asc nulls last
