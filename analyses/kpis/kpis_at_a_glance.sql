-- How are we doing: each KPI day by day beside the same weekday a week before, and by week and month beside the one
-- before? The latest whole day, week and month of those asked for are marked.
with

periods as (

    select
        'day' as period, date, kpi, unit, better_direction, is_complete,
        value,
        week_before_value as before_value,
        week_before_change as change
    from {{ ref('kpi_daily') }}
    union all
    select
        period, period_start as date, kpi, unit, better_direction, is_complete,
        value,
        previous_value as before_value,
        change
    from {{ ref('kpi_periods') }}

),

placed as (

    select
        *,
        {{ rate('change', 'abs(before_value)') }} as relative_change,
        row_number() over (
            partition by kpi, period
            order by case when is_complete then 0 else 1 end asc nulls last, date desc nulls last
        ) as place

    from periods
    where {{ filtered('kpi', 'period', 'date') }}

)

select
    period,
    date,
    kpi,
    unit,
    better_direction,
    is_complete,
    place = 1 and is_complete as is_latest,
    value,
    before_value,
    change,
    relative_change

from placed
order by period asc nulls last, kpi asc nulls last, date asc nulls last
