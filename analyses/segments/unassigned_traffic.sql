-- Which traffic falls into no channel, and how much of all is it?
with

sessions as (

    select * from {{ ref('sessions') }}
    where not is_bot

),

totals as (

    select count(*) as all_sessions from sessions

),

unassigned as (

    select
        {{ known('traffic_source') }} as traffic_source,
        {{ known('traffic_medium') }} as traffic_medium,
        {{ known('traffic_campaign') }} as traffic_campaign,
        order_count,
        revenue

    from sessions
    where channel = 'Unassigned'

),

counted as (

    select
        traffic_source, traffic_medium, traffic_campaign,
        count(*) as sessions, sum(order_count) as orders, sum(revenue) as revenue
    from unassigned
    group by 1, 2, 3
    union all
    select
        '(all)' as traffic_source, '(all)' as traffic_medium, '(all)' as traffic_campaign,
        count(*) as sessions, coalesce(sum(order_count), 0) as orders, coalesce(sum(revenue), 0) as revenue
    from unassigned

)

select
    counted.*,
    {{ rate('counted.sessions', 'totals.all_sessions') }} as share_of_sessions

from counted
cross join totals
order by 4 desc nulls last, 1 asc nulls last, 2 asc nulls last, 3 asc nulls last
