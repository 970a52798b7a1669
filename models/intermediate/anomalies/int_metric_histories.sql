{{ config(materialized='view') }}

{%- set tested_day = 'metric, dimension, dimension_value, date' -%}

with

daily_metrics as (

    select * from {{ ref('int_daily_metrics') }}

),

last_day as (

    select max(day_number) as day_number from daily_metrics

),

weeks as (

    {% for week in range(1, var('anomaly_history_weeks') + 1) -%}
    select {{ 7 * week }} as days_later{{ ' union all' if not loop.last }}
    {% endfor %}
),

-- a day is history of the same weekday in the weeks to come
history as (

    select
        daily_metrics.metric, daily_metrics.dimension, daily_metrics.dimension_value, daily_metrics.family,
        cast(daily_metrics.date + weeks.days_later * interval '1' day as date) as date,
        daily_metrics.day_number + weeks.days_later as day_number,
        weeks.days_later,
        daily_metrics.numerator, daily_metrics.exposure

    from daily_metrics
    cross join weeks
    cross join last_day
    where daily_metrics.day_number + weeks.days_later <= last_day.day_number

),

with_usual as (

    select
        *,
        median(numerator / exposure) over (partition by {{ tested_day }}) as usual_rate

    from history

),

deviating as (

    select *, {{ deviance('numerator', 'exposure', 'usual_rate') }} as deviance from with_usual

),

histories as (

    select
        *,
        median(deviance) over (partition by {{ tested_day }}) as median_deviance

    from deviating

)

select * from histories
