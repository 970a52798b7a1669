with

definitions as (

    select * from {{ ref('kpi_definitions') }}

),

measures as (

    select * from {{ ref('int_period_measures') }}

),

whole_days as (

    select * from {{ ref('int_whole_days') }}

),

periods as (

    select distinct
        period,
        period_start,
        case
            when period = 'week' then cast(period_start + interval '6' day as date)
            else cast(period_start + interval '1' month - interval '1' day as date)
        end as period_end

    from measures

),

-- whole once the first and the last day of it are
times as (

    select
        periods.*,
        periods.period_start >= whole_days.first_day and periods.period_end <= whole_days.last_whole_day as is_complete

    from periods
    cross join whole_days

),

{{ kpi_values(['period', 'period_start']) }},

compared as (

    select
        valued.*,
        previous.value as previous_value,
        valued.value - previous.value as change

    from valued
    left join valued as previous
        on valued.kpi = previous.kpi
            and valued.period = previous.period
            and valued.period_start = cast(previous.period_end + interval '1' day as date)

)

select * from compared
