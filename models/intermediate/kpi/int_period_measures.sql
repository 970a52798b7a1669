{{ config(
    materialized=by_increments(), unique_key=['period', 'period_start'], meta={'replaces': 'int_restated_periods'}
) }}

with

daily_measures as (

    select * from {{ ref('int_daily_measures') }}
    where dimension = 'all'
        and measure not in ({{ lone_measures() }})

),

measures_in_periods as (

    {{ in_periods('daily_measures', 'measure_date') }}

),

human_sessions as (

    select event_source, visitor_id, session_date, started_at, converted_at, duration_seconds
    from {{ ref('int_sessions') }}
    where {{ fromyaml(kpi_rows()).human_sessions.where }}

),

sessions_in_periods as (

    {{ in_periods('human_sessions', 'session_date') }}

),

-- what does not add up over days, from all sessions of the period
counted_human_sessions as (

    select
        period,
        period_start,
        {{ measure_columns('human_sessions', that_add_up=false) }}

    from sessions_in_periods
    where {{ is_touched('period, period_start', 'int_restated_periods') }}
    group by 1, 2

),

measures as (

    select period, period_start, measure, cast(sum(measure_value) as decimal(28, 6)) as measure_value
    from measures_in_periods
    where {{ is_touched('period, period_start', 'int_restated_periods') }}
    group by 1, 2, 3
    union all
    {{ measure_rows('human_sessions', 'period, period_start', that_add_up=false) }}

)

select * from measures
