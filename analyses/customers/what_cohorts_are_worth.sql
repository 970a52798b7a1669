-- What is a new customer worth after three, six and twelve months, and what will the latest ones be?
with

cohort_value as (

    select * from {{ ref('cohort_value') }}

),

values_by_age as (

    select
        event_source,
        cohort_month,
        is_whole_cohort,
        customers,
        max(case when is_complete then age_months end) as known_months,
        -- age 0 is the first month, so that three months end with age 2
        max(case when age_months = 0 then revenue_per_customer end) as revenue_in_1_month,
        max(case when age_months = 2 then revenue_per_customer end) as revenue_in_3_months,
        max(case when age_months = 5 then revenue_per_customer end) as revenue_in_6_months,
        max(case when age_months = 11 then revenue_per_customer end) as revenue_in_12_months,
        max(case when age_months = 2 then projected_revenue_per_customer end) as projected_in_3_months,
        max(case when age_months = 5 then projected_revenue_per_customer end) as projected_in_6_months,
        max(case when age_months = 11 then projected_revenue_per_customer end) as projected_in_12_months

    from cohort_value
    group by 1, 2, 3, 4

)

select * from values_by_age
order by 1 asc nulls last, 2 desc nulls last
