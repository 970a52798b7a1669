{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

judged as (

    select * from {{ ref('judged_sessions') }}

),

grouped as (

    select *, kind as kind_or_all from judged
    union all
    select *, '(all)' as kind_or_all from judged
    union all
    select *, '(look-alikes)' as kind_or_all from judged
    where who = 'people' and kind <> 'ordinary'

),

counted as (

    select
        who,
        kind_or_all as kind,
        count(*) as sessions,
        count(*) filter (where is_long) as long_sessions,
        count(*) filter (where is_bot) as flagged,
        count(*) filter (where is_bot and is_long) as flagged_long,
        count(*) filter (where is_fast) as flagged_by_speed

    from grouped
    group by 1, 2

),

false_alarms as (

    select
        flagged as people_flagged,
        flagged_by_speed as people_flagged_by_speed
    from counted
    where who = 'people' and kind = '(all)'

),

rated as (

    select
        counted.*,
        {{ rate('flagged', 'sessions') }} as flagged_share,
        {{ rate('flagged_long', 'long_sessions') }} as flagged_long_share,
        {{ rate('flagged_by_speed', 'sessions') }} as flagged_by_speed_share,
        case when who = 'bots' then {{ rate('flagged', 'flagged + people_flagged') }} end as precision,
        case when who = 'bots' then {{ rate('flagged_by_speed', 'flagged_by_speed + people_flagged_by_speed') }} end
            as precision_by_speed,
        case when who = 'bots' then {{ rate('2 * flagged', 'flagged + people_flagged + sessions') }} end as f1,
        case
            when who = 'bots'
                then {{ rate('2 * flagged_by_speed', 'flagged_by_speed + people_flagged_by_speed + sessions') }}
        end as f1_by_speed

    from counted
    cross join false_alarms

)

select * from rated
