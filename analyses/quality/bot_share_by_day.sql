-- How much of the traffic is bots', day by day?
select
    session_date as date,
    sum(bot_sessions) as bot_sessions,
    sum(people_sessions) as people_sessions,
    {{ rate('sum(bot_sessions)', 'sum(bot_sessions + people_sessions)') }} as bot_share

from {{ ref('bot_traffic') }}
where dimension = 'all'
    and {{ filtered('session_date') }}
group by 1
order by 1 asc nulls last
