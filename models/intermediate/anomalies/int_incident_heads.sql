with

incident_anomalies as (

    select * from {{ ref('int_incident_anomalies') }}

),

spans as (

    select
        incident_id,
        min(date) as start_date,
        max(date) as end_date,
        count(*) as anomaly_count,
        count(distinct metric) as metric_count

    from incident_anomalies
    group by 1

),

heads as (

    select
        spans.*,
        anomalies.kind, anomalies.metric, anomalies.dimension, anomalies.dimension_value, anomalies.direction,
        anomalies.severity, anomalies.since,
        anomalies.date as worst_date,
        anomalies.family, anomalies.observed, anomalies.expected, anomalies.score

    from spans
    inner join incident_anomalies as anomalies
        on spans.incident_id = anomalies.incident_id
            and anomalies.place = 1

)

select * from heads
