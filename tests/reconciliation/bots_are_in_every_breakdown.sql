{#- The days on which the kinds, channels or landing pages of bots in `bot_traffic` do not add up to the day's. -#}
with

days as (

    select
        event_source,
        session_date,
        dimension,
        sum(bot_sessions) as bot_sessions

    from {{ ref('bot_traffic') }}
    group by 1, 2, 3

)

select
    days.event_source,
    days.session_date,
    others.dimension,
    days.bot_sessions as bot_sessions_of_day,
    others.bot_sessions

from days
inner join days as others
    on days.event_source = others.event_source
        and days.session_date = others.session_date
where days.dimension = 'all'
    and days.bot_sessions <> others.bot_sessions
