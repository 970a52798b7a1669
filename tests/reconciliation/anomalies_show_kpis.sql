{#- What anomalies say of all sessions is the KPI itself. -#}
select
    anomalies.metric,
    anomalies.date,
    anomalies.observed,
    kpi_daily.value

from {{ ref('anomalies') }} as anomalies
inner join {{ ref('kpi_daily') }} as kpi_daily
    on anomalies.metric = kpi_daily.kpi
        and anomalies.date = kpi_daily.date
where anomalies.dimension = 'all'
    and anomalies.observed is distinct from kpi_daily.value
