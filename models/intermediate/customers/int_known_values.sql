with

cohort_values as (

    select * from {{ ref('int_cohort_values') }}

),

by_valuation as (

    {% for months in fromyaml(held_out_months()) -%}
    select
        *,
        {{ months }} as held_out_months,
        days_since_complete >= {{ months * fromyaml(age_units()).month }} as is_known

    from cohort_values
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

known_values as (

    select
        event_source,
        held_out_months,
        cohort_month,
        age,
        customers,
        days_since_complete,
        is_known,
        cumulative_revenue,
        case when lead(is_known) over cohort then lead(cumulative_revenue) over cohort end as next_known_revenue,
        max(case when is_known then age end) over (
            partition by event_source, held_out_months, cohort_month
        ) as last_known_age,
        -- what a cohort has brought never shrinks
        max(case when is_known then cumulative_revenue end) over (
            partition by event_source, held_out_months, cohort_month
        ) as last_known_revenue

    from by_valuation
    window cohort as (partition by event_source, held_out_months, cohort_month order by age asc nulls last)

)

select * from known_values
