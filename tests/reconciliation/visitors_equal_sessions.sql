{#- The visitors whose sessions, orders or revenue are not those of `marts.sessions`. -#}
with

sessions as (

    select
        event_source,
        visitor_id,
        count(*) as session_count,
        max(session_number) as last_session_number,
        sum(order_count) as order_count,
        sum(revenue) as revenue

    from {{ ref('sessions') }}
    group by 1, 2

)

select
    coalesce(visitors.visitor_id, sessions.visitor_id) as visitor_id,
    visitors.session_count,
    sessions.session_count as expected_session_count

from {{ ref('visitors') }} as visitors
full outer join sessions
    on visitors.event_source = sessions.event_source
        and visitors.visitor_id = sessions.visitor_id
where visitors.session_count is distinct from sessions.session_count
    or visitors.session_count is distinct from sessions.last_session_number
    or visitors.order_count is distinct from sessions.order_count
    or visitors.revenue is distinct from sessions.revenue
