with

daily_cohorts as (

    select * from {{ ref('int_daily_cohorts') }}
    where activity = 'visit'

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

source_days as (

    select
        watermarks.event_source,
        min(daily_cohorts.cohort_date) as first_day,
        cast({{ reporting_date('max(watermarks.watermark)') }} - interval '1' day as date) as last_whole_day

    from watermarks
    left join daily_cohorts
        on watermarks.event_source = daily_cohorts.event_source
    group by 1

)

select * from source_days
