{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

tested_days as (

    select distinct date
    from {{ ref('anomalies') }}
    where status = 'tested'

),

calm_days as (

    select date from {{ ref('calm_days') }}
    intersect
    select date from tested_days

),

methods as (

    {% for method in ['anomalies', 'three sigma', 'threshold'] -%}
    select '{{ method }}' as method{{ ' union all' if not loop.last }}
    {% endfor %}
),

counted as (

    select
        methods.method,
        count(calm_days.date) as false_alarms,
        count(distinct calm_days.date) as false_alarm_days

    from methods
    left join {{ ref('alarms') }} as alarms
        on methods.method = alarms.method
    left join calm_days
        on alarms.date = calm_days.date
    group by 1

),

-- published though nothing happened on any of its days
false_incidents as (

    select incidents.incident_id
    from {{ ref('incidents') }} as incidents
    inner join calm_days
        on calm_days.date between incidents.start_date and incidents.end_date
    group by 1
    having count(calm_days.date) = min({{ days_through('incidents.start_date', 'incidents.end_date') }})

),

false_alarms as (

    select
        *,
        (select count(*) from calm_days) as calm_days,
        case when method = 'anomalies' then (select count(*) from false_incidents) end as false_incidents

    from counted

)

select * from false_alarms
