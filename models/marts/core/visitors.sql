with

sessions as (

    select * from {{ ref('int_sessions') }}

),

identities as (

    select * from {{ ref('int_visitor_identities') }}

),

session_history as (

    select
        event_source,
        visitor_id,
        min(started_at) as first_seen_at,
        max(ended_at) as last_seen_at,
        count(*) as session_count,
        count(*) filter (where is_bot) as bot_session_count,
        sum(event_count) as event_count,
        sum(order_count) as order_count,
        sum(revenue) as revenue,
        {{ first_known('device_type', 'session_number') }} as first_device_type,
        {{ first_known('country_code', 'session_number') }} as first_country_code,
        {{ first_known('traffic_source', 'session_number') }} as first_traffic_source

    from sessions
    group by 1, 2

),

visitors as (

    select
        identities.event_source,
        identities.visitor_id,
        identities.person_id,
        identities.customer_id,
        identities.identity_kind,
        identities.customer_count,
        session_history.first_device_type,
        session_history.first_country_code,
        session_history.first_traffic_source,
        session_history.session_count,
        session_history.bot_session_count,
        cast(session_history.event_count as bigint) as event_count,
        cast(session_history.order_count as bigint) as order_count,
        cast(session_history.revenue as decimal(18, 2)) as revenue,
        session_history.bot_session_count > 0 as is_bot,
        session_history.first_seen_at,
        session_history.last_seen_at

    from identities
    inner join session_history
        on identities.event_source = session_history.event_source
            and identities.visitor_id = session_history.visitor_id

)

select * from visitors
