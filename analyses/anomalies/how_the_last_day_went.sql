-- How did the last whole day go: each KPI beside what its own history made of it?
with

anomalies as (

    select * from {{ ref('anomalies') }}
    where dimension = 'all'
        and kind <> 'slow_drift'

),

kpis as (

    select distinct kpi from {{ ref('kpi_daily') }}

),

last_day as (

    select max(date) as date from anomalies

)

select
    anomalies.date,
    anomalies.metric,
    anomalies.observed,
    anomalies.expected,
    anomalies.lower_bound,
    anomalies.upper_bound,
    anomalies.status,
    anomalies.is_anomaly

from anomalies
inner join last_day
    on anomalies.date = last_day.date
inner join kpis
    on anomalies.metric = kpis.kpi
order by anomalies.is_anomaly desc nulls last, anomalies.metric asc nulls last
