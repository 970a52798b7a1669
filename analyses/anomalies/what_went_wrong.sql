-- What went wrong, when, for whom, how much is at stake, and is it still going on?
select
    incident_id,
    is_open,
    severity,
    start_date,
    end_date,
    worst_date,
    kind,
    metric,
    dimension,
    dimension_value,
    direction,
    observed,
    expected,
    money_at_stake,
    anomaly_count,
    sentence

from {{ ref('incidents') }}
where {{ filtered('is_open', 'worst_date', 'incident_id') }}
order by
    is_open desc nulls last,
    case severity when 'critical' then 1 when 'major' then 2 else 3 end asc nulls last,
    abs(money_at_stake) desc nulls last, start_date desc nulls last, incident_id asc nulls last
