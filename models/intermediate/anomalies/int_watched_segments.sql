with

sessions as (

    select * from {{ ref('int_daily_measures') }}
    where measure = 'sessions'

),

whole_days as (

    select * from {{ ref('int_whole_days') }}

),

-- a day without a session is a day without data, which says nothing
days as (

    select sessions.measure_date as date
    from sessions
    cross join whole_days
    where sessions.dimension = 'all'
        and sessions.measure_value > 0
        and sessions.measure_date <= whole_days.last_whole_day

),

segments as (

    select distinct
        dimension,
        dimension_value

    from sessions

),

-- of the day and the weeks that are its history
recent as (

    select
        days.date,
        segments.dimension,
        segments.dimension_value,
        sum(coalesce(sessions.measure_value, 0)) over history as recent_sessions,
        count(*) over history as recent_days

    from days
    cross join segments
    left join sessions
        on days.date = sessions.measure_date
            and segments.dimension = sessions.dimension
            and segments.dimension_value = sessions.dimension_value
    window history as (
        partition by segments.dimension, segments.dimension_value order by {{ day_number('days.date') }} asc nulls last
        range between {{ 7 * var('anomaly_history_weeks') }} preceding and current row
    )

),

watched_segments as (

    select date, dimension, dimension_value
    from recent
    where recent_sessions >= {{ var('anomaly_minimum_volume') }} * recent_days

)

select * from watched_segments
