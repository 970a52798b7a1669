with

known_values as (

    select * from {{ ref('int_known_values') }}

),

by_age as (

    select
        event_source,
        held_out_months,
        age,
        {{ rate('sum(next_known_revenue)', 'sum(cumulative_revenue) filter (where next_known_revenue is not null)') }}
            as growth_factor,
        max_by({{ rate('cumulative_revenue', 'customers') }}, cohort_month) filter (where is_known)
            as last_cohort_revenue_per_customer

    from known_values
    group by 1, 2, 3

),

value_growths as (

    select
        *,
        count(growth_factor) over younger as known_factors,
        coalesce(sum(ln(growth_factor)) over younger, 0) as log_growth

    from by_age
    window younger as (
        partition by event_source, held_out_months
        order by age asc nulls last
        rows between unbounded preceding and 1 preceding
    )

)

select * from value_growths
