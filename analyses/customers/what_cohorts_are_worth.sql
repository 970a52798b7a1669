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
        {%- for months in [0, 2, 5, 11] %}
        max(case when age_months = {{ months }} then revenue_per_customer end) as revenue_in_{{ months + 1 }}_months,
        max(case when age_months = {{ months }} then projected_revenue_per_customer end)
            as projected_in_{{ months + 1 }}_months{{ ',' if not loop.last }}
        {%- endfor %}

    from cohort_value
    group by 1, 2, 3, 4

)

select * from values_by_age
order by event_source asc nulls last, cohort_month desc nulls last
