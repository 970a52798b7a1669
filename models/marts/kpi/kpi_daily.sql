with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

measures as (

    select measure_date as date, measure, measure_value from {{ ref('int_daily_measures') }}
    where dimension = 'all'

),

whole_days as (

    select * from {{ ref('int_whole_days') }}

),

-- a day with any session has a row for every KPI
times as (

    select
        days.date,
        days.date <= whole_days.last_whole_day as is_complete

    from (select distinct date from measures) as days
    cross join whole_days

),

{{ kpi_values(['date']) }},

compared as (

    select
        valued.*,
        previous.value as previous_value,
        valued.value - previous.value as change,
        week_before.value as week_before_value,
        valued.value - week_before.value as week_before_change

    from valued
    left join valued as previous
        on valued.kpi = previous.kpi
            and valued.date = cast(previous.date + interval '1' day as date)
    left join valued as week_before
        on valued.kpi = week_before.kpi
            and valued.date = cast(week_before.date + interval '7' day as date)

)

select * from compared
