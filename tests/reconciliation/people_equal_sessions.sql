{#- The people whose sessions, orders or revenue are not those of `marts.sessions`. -#}
with

sessions as (

    select
        person_id,
        count(*) as session_count,
        count(distinct event_source || '|' || visitor_id) as visitor_count,
        sum(order_count) as order_count,
        sum(revenue) as revenue

    from {{ ref('sessions') }}
    group by 1

)

select
    coalesce(people.person_id, sessions.person_id) as person_id,
    people.session_count,
    sessions.session_count as expected_session_count

from {{ ref('people') }} as people
full outer join sessions
    on people.person_id = sessions.person_id
where people.session_count is distinct from sessions.session_count
    or people.visitor_count is distinct from sessions.visitor_count
    or people.order_count is distinct from sessions.order_count
    or people.revenue is distinct from sessions.revenue
