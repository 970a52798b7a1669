{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

judged_incidents as (

    select * from {{ ref('judged_incidents') }}

),

false_alarms as (

    select * from {{ ref('false_alarms') }}

),

counted as (

    select
        method,
        kind,
        size_band,
        count(*) as incidents,
        count(case when is_found_in_time then 1 end) as found_in_time,
        count(found_on) as found,
        avg(days_to_detection) as mean_days_to_detection

    from judged_incidents
    group by 1, 2, 3

),

quality as (

    select
        counted.*,
        {{ rate('counted.found_in_time', 'counted.incidents') }} as recall_in_time,
        {{ rate('counted.found', 'counted.incidents') }} as recall,
        {{ rate('30 * false_alarms.false_incidents', 'false_alarms.calm_days') }} as false_incidents_per_30_days,
        {{ rate('30 * false_alarms.false_alarms', 'false_alarms.calm_days') }} as false_alarms_per_30_days,
        {{ rate('30 * false_alarms.false_alarm_days', 'false_alarms.calm_days') }} as false_alarm_days_per_30_days

    from counted
    inner join false_alarms
        on counted.method = false_alarms.method

)

select * from quality
