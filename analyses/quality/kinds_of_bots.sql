-- Which kinds of bots come, and how often?
with

counted as (

    select
        dimension_value as bot_kind,
        sum(bot_sessions) as bot_sessions

    from {{ ref('bot_traffic') }}
    where dimension = 'bot_kind'
        and {{ filtered('session_date') }}
    group by dimension_value

)

select
    bot_kind,
    bot_sessions,
    {{ rate('bot_sessions', 'sum(bot_sessions) over ()') }} as share

from counted
where bot_sessions > 0
order by bot_sessions desc nulls last, bot_kind asc nulls last
