with

projections as (

    select * from {{ ref('int_value_projections') }}
    where held_out_months > 0
        and days_since_complete >= 0

),

-- of each cohort the age it has come to by now
latest as (

    select
        *,
        max(age) over (partition by event_source, held_out_months, cohort_month) as latest_age

    from projections
    where projected_revenue is not null

),

sums as (

    select
        event_source,
        held_out_months,
        count(*) as cohorts,
        sum(age - last_known_age) as months_ahead,
        cast(sum(last_known_revenue) as decimal(18, 2)) as known_revenue,
        cast(sum(cumulative_revenue) as decimal(18, 2)) as revenue,
        cast(sum(projected_revenue) as decimal(18, 2)) as projected_revenue,
        cast(sum(last_cohort_revenue) as decimal(18, 2)) as last_cohort_revenue,
        sum(abs(projected_revenue - cumulative_revenue)) as projection_misses,
        sum(abs(last_cohort_revenue - cumulative_revenue)) as last_cohort_misses

    from latest
    where age = latest_age
    group by 1, 2

),

errors as (

    select
        event_source, held_out_months, cohorts, {{ rate('months_ahead', 'cohorts') }} as mean_months_ahead,
        known_revenue, revenue, projected_revenue, last_cohort_revenue,
        {{ rate('projection_misses', 'revenue') }} as projection_error,
        {{ rate('last_cohort_misses', 'revenue') }} as last_cohort_error,
        {{ rate('projected_revenue - revenue', 'revenue') }} as projection_bias,
        {{ rate('last_cohort_revenue - revenue', 'revenue') }} as last_cohort_bias,
        {{ rate('projection_misses', 'revenue - known_revenue') }} as projection_error_of_growth,
        {{ rate('last_cohort_misses', 'revenue - known_revenue') }} as last_cohort_error_of_growth

    from sums

)

select * from errors
