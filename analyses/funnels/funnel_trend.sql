-- How does each step of each funnel do by day, week and month? Periods that are not over, or not wholly in the data,
-- are marked, as are those with entrants still in flight.
with

steps as (

    select * from {{ ref('funnel_steps') }}
    where is_required
        and {{ filtered(
            'funnel', 'entry_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor'
        ) }}

),

by_period as (

    select 'day' as period, entry_date as period_start, steps.* from steps
    union all
    select 'week' as period, cast(date_trunc('week', entry_date) as date) as period_start, steps.* from steps
    union all
    select 'month' as period, cast(date_trunc('month', entry_date) as date) as period_start, steps.* from steps

),

complete_periods as (

    select 'day' as period, date as period_start, is_complete from {{ ref('kpi_daily') }}
    where kpi = 'sessions'
    union all
    select period, period_start, is_complete from {{ ref('kpi_periods') }}
    where kpi = 'sessions'

),

trend as (

    select
        by_period.funnel,
        by_period.period,
        by_period.period_start,
        by_period.step_number,
        by_period.step_name,
        sum(by_period.entered) as entered,
        {{ rate('sum(by_period.completed)', 'sum(by_period.entered)') }} as conversion_rate,
        coalesce(sum(by_period.in_flight), 0) as in_flight,
        coalesce(bool_and(complete_periods.is_complete), false) as is_complete

    from by_period
    left join complete_periods
        on by_period.period = complete_periods.period
            and by_period.period_start = complete_periods.period_start
    group by 1, 2, 3, 4, 5

)

select * from trend
where {{ filtered('period') }}
order by 1 asc nulls last, 2 asc nulls last, 3 asc nulls last, 4 asc nulls last
