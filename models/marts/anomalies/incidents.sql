with

heads as (

    select * from {{ ref('int_incident_heads') }}

),

anomalies as (

    select * from {{ ref('anomalies') }}
    where kind <> 'slow_drift'

),

-- over all its days, found out or not
beside as (

    select
        heads.incident_id,
        {{ money("-sum(case when anomalies.metric = 'revenue' and anomalies.dimension_value = heads.dimension_value
            then nullif(anomalies.deviation, 0) end)") }} as money_at_stake,
        {{ rate(
            'sum(case when anomalies.metric = heads.metric and anomalies.dimension_value = heads.dimension_value
                then anomalies.deviation end)',
            "sum(case when anomalies.metric = heads.metric and anomalies.dimension = 'all'
                then anomalies.deviation end)"
        ) }} as share_explained

    from heads
    inner join anomalies
        on anomalies.date between heads.start_date and heads.end_date
            and anomalies.dimension in (heads.dimension, 'all')
            and anomalies.metric in (heads.metric, 'revenue')
    group by 1

),

incidents as (

    select
        heads.*,
        beside.money_at_stake,
        case when heads.family <> 'duration' then beside.share_explained end as share_explained,
        -- one quiet day does not end it
        heads.end_date >= (select max(date) from anomalies) - interval '1' day as is_open,
        {{ incident_sentence() }} as sentence

    from heads
    inner join beside
        on heads.incident_id = beside.incident_id

)

select * from incidents
