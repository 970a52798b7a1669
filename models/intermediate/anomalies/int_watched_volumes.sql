{{ config(materialized='view') }}

with

times as (

    select * from {{ ref('int_watched_segments') }}

),

sessions as (

    select * from {{ ref('int_daily_measures') }}
    where measure = 'sessions'

),

volumes as (

    select * from {{ ref('int_daily_volumes') }}

),

types as (

    select distinct event_type from volumes

),

-- by the sessions of the day: whether events stop while traffic goes on
watched as (

    select
        'event_volume' as metric_group,
        'events: ' || types.event_type as metric,
        'count' as family,
        'behaviour' as subject,
        true as is_total,
        times.dimension, times.dimension_value, times.date,
        coalesce(volumes.events, 0) as numerator,
        sessions.measure_value as denominator

    from times
    cross join types
    inner join sessions
        on times.date = sessions.measure_date
            and times.dimension = sessions.dimension
            and times.dimension_value = sessions.dimension_value
    left join volumes
        on times.date = volumes.session_date
            and times.dimension = volumes.dimension
            and times.dimension_value = volumes.dimension_value
            and types.event_type = volumes.event_type

)

select * from watched
