{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

incidents as (

    select * from {{ ref('true_incidents') }}

),

metrics as (

    select *, day_number % 7 as weekday from {{ ref('int_daily_metrics') }}

),

-- the true baseline: all calm days of a weekday, before and after
baselines as (

    select
        metric,
        dimension_value,
        weekday,
        sum(numerator) / sum(exposure) as true_rate

    from metrics
    where date in (select date from {{ ref('calm_days') }})
    group by 1, 2, 3

),

days as (

    select
        incidents.kind, incidents.segment, incidents.start_date, incidents.end_date, incidents.metric,
        incidents.dimension_value, metrics.date, metrics.exposure, metrics.family, baselines.true_rate,
        incidents.size * case
            when incidents.kind = 'gradual_decline'
                then ({{ days_through('incidents.start_date', 'metrics.date') }} - 0.5)
                    / {{ days_through('incidents.start_date', 'incidents.end_date') }}
            else 1
        end as size

    from incidents
    left join metrics
        on incidents.metric = metrics.metric
            and incidents.dimension_value = metrics.dimension_value
            and metrics.date between incidents.start_date and incidents.end_date
    left join baselines
        on metrics.metric = baselines.metric
            and metrics.dimension_value = baselines.dimension_value
            and metrics.weekday = baselines.weekday

),

incident_days as (

    select
        *,
        size * true_rate * sqrt(
            exposure / nullif(case when family = 'share' then true_rate * (1 - true_rate) else true_rate end, 0)
        ) as standard_errors

    from days

)

select * from incident_days
