-- What does the data hold: from when to when, how many rows, and what has become of them? A row a source of events.
-- Bots are left out of all but the rows and `bot_sessions`. It reads every session and visitor.
with

audited as (

    select
        event_source,
        sum(events) as rows_read,
        sum(case when outcome = 'accepted' then events end) as events

    from {{ ref('event_audit') }}
    group by event_source

),

visits as (

    select
        event_source,
        min(session_date) as first_day,
        max(session_date) as last_day,
        sum(case when is_bot then 0 else 1 end) as sessions,
        sum(case when is_bot then 1 else 0 end) as bot_sessions,
        {{ rate('sum(case when is_bot then 1 else 0 end)', 'count(*)') }} as bot_share

    from {{ ref('sessions') }}
    group by event_source

),

sold as (

    select
        event_source,
        sum(case when purchase_event_count > 0 then 1 else 0 end) as orders,
        sum(revenue) as revenue

    from {{ ref('orders') }}
    where not is_bot
    group by event_source

),

known as (

    select
        event_source,
        count(*) as visitors,
        count(distinct person_id) as people,
        count(distinct customer_id) as customers

    from {{ ref('visitors') }}
    where not is_bot
    group by event_source

),

held as (

    select
        audited.event_source,
        visits.first_day,
        visits.last_day,
        audited.rows_read,
        audited.events,
        {{ rate('audited.events', 'audited.rows_read') }} as accepted_share,
        visits.sessions,
        visits.bot_sessions,
        visits.bot_share,
        known.visitors,
        known.people,
        known.customers,
        coalesce(sold.orders, 0) as orders,
        sold.revenue

    from audited
    left join visits
        on audited.event_source = visits.event_source
    left join known
        on audited.event_source = known.event_source
    left join sold
        on audited.event_source = sold.event_source

)

select * from held
order by event_source asc nulls last
