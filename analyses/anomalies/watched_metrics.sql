-- Which metrics of which segments are watched, and which of them were unusual most often?
select
    metric,
    subject,
    dimension,
    dimension_value,
    count(*) as days,
    count(case when is_anomaly then 1 end) as unusual_days,
    max(case when is_anomaly then date end) as last_unusual_day

from {{ ref('anomalies') }}
where kind <> 'slow_drift'
    and {{ filtered('metric', 'dimension', 'date') }}
group by metric, subject, dimension, dimension_value
order by
    count(case when is_anomaly then 1 end) desc nulls last,
    case when dimension = 'all' then 0 else 1 end asc nulls last,
    metric asc nulls last, dimension asc nulls last, dimension_value asc nulls last
