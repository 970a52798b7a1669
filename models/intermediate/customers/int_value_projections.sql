with

known_values as (

    select * from {{ ref('int_known_values') }}

),

growths as (

    select * from {{ ref('int_value_growths') }}

),

projections as (

    select
        known_values.event_source,
        known_values.held_out_months,
        known_values.cohort_month,
        known_values.age,
        known_values.days_since_complete,
        known_values.last_known_age,
        known_values.last_known_revenue,
        known_values.cumulative_revenue,
        -- as far as any cohort has come
        case
            when growths.known_factors = known_values.age
                then {{ money('last_known_revenue * exp(growths.log_growth - known_growths.log_growth)') }}
        end as projected_revenue,
        {{ money('growths.last_cohort_revenue_per_customer * known_values.customers') }} as last_cohort_revenue

    from known_values
    inner join growths
        on known_values.event_source = growths.event_source
            and known_values.held_out_months = growths.held_out_months
            and known_values.age = growths.age
    inner join growths as known_growths
        on known_values.event_source = known_growths.event_source
            and known_values.held_out_months = known_growths.held_out_months
            and known_values.last_known_age = known_growths.age
    where known_values.age > known_values.last_known_age

)

select * from projections
