-- How did a metric of a segment go, in which band was it expected, and on which days was it unusual?
select
    metric,
    dimension,
    dimension_value,
    date,
    kind,
    status,
    observed,
    expected,
    lower_bound,
    upper_bound,
    q_value,
    severity,
    is_anomaly

from {{ ref('anomalies') }}
where kind <> 'slow_drift'
    and {{ filtered('metric', 'dimension', 'dimension_value', 'date') }}
order by
    metric asc nulls last, dimension asc nulls last, dimension_value asc nulls last, kind asc nulls last,
    date asc nulls last
