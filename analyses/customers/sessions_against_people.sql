-- Where do sessions and people give different answers, and why?
-- People convert more often than sessions, as each has several chances and few buy in more than one of them. Over all
-- channels the rate of people is that of sessions × sessions_per_person / buying_sessions_per_buyer, exactly; for a
-- channel it is not: one that people come by before they buy by another looks weak by session. Everybody is counted by
-- each channel, so that over ten million events it takes longer than a tenth of a second, unlike other questions.
with

sessions as (

    select * from {{ ref('sessions') }}
    where not is_bot

),

people as (

    select
        channel,
        person_id,
        count(*) as sessions,
        count(case when order_count > 0 then 1 end) as buying_sessions

    from sessions
    group by 1, 2

),

with_others as (

    select
        *,
        sum(buying_sessions) over (partition by person_id) as buying_sessions_anywhere,
        row_number() over (partition by person_id order by channel asc nulls last) as person_row

    from people

),

counted as (

    select
        channel,
        sum(sessions) as sessions,
        count(*) as people,
        sum(buying_sessions) as buying_sessions,
        count(case when buying_sessions_anywhere > 0 then 1 end) as buyers,
        count(case when buying_sessions_anywhere > 0 and buying_sessions = 0 then 1 end) as buyers_by_other_channels
    from with_others
    group by 1
    union all
    select
        '(all)' as channel,
        sum(sessions) as sessions,
        count(case when person_row = 1 then 1 end) as people,
        sum(buying_sessions) as buying_sessions,
        count(case when person_row = 1 and buying_sessions_anywhere > 0 then 1 end) as buyers,
        0 as buyers_by_other_channels
    from with_others

)

select
    *,
    {{ rate('buying_sessions', 'sessions') }} as session_conversion_rate,
    {{ rate('buyers', 'people') }} as person_conversion_rate,
    {{ rate('sessions', 'people') }} as sessions_per_person,
    {{ rate('buying_sessions', 'buyers') }} as buying_sessions_per_buyer,
    {{ rate('buyers_by_other_channels', 'buyers') }} as share_bought_by_other_channels
from counted
order by 2 desc nulls last, 1 asc nulls last
