with

cohort_purchases as (

    select * from {{ ref('int_cohort_purchases') }}

),

ages as (

    select * from {{ ref('int_cohort_ages') }}
    where age_unit = 'month'

),

source_days as (

    select * from {{ ref('int_source_days') }}

),

cohorts as (

    select
        *, cast(cohort_month + interval '1' month - interval '1' day as date) as cohort_end,
        min(cohort_month) over (partition by event_source) as first_cohort_month
    from cohort_purchases
    where age = 0

),

-- every age that the first cohort has begun, though nobody bought then or it is yet to come
spine as (

    select
        cohorts.event_source, cohorts.cohort_month, ages.age, cohorts.customers,
        cohorts.cohort_month >= source_days.first_day and cohorts.cohort_end <= source_days.last_whole_day
            as is_whole_cohort,
        {{ days_through('cohorts.cohort_end', 'source_days.last_whole_day') }} - 1 - ages.last_day
            as days_since_complete

    from cohorts
    inner join source_days
        on cohorts.event_source = source_days.event_source
    inner join ages
        on {{ days_through('cohorts.first_cohort_month', 'source_days.last_whole_day') }} >= ages.first_day

),

cohort_values as (

    select
        spine.*,
        coalesce(cohort_purchases.orders, 0) as orders,
        case when cohort_purchases.orders > 0 then cohort_purchases.revenue else 0 end as revenue,
        coalesce(cohort_purchases.refunded_revenue, 0) as refunded_revenue,
        cast(sum(cohort_purchases.orders) over cohort as bigint) as cumulative_orders,
        cast(sum(cohort_purchases.revenue) over cohort as decimal(18, 2)) as cumulative_revenue,
        cast(sum(cohort_purchases.refunded_revenue) over cohort as decimal(18, 2)) as cumulative_refunded_revenue

    from spine
    left join cohort_purchases
        on spine.event_source = cohort_purchases.event_source
            and spine.cohort_month = cohort_purchases.cohort_month
            and spine.age = cohort_purchases.age
    window cohort as (partition by spine.event_source, spine.cohort_month order by spine.age asc nulls last)

)

select * from cohort_values
