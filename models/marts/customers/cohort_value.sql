with

cohort_values as (

    select * from {{ ref('int_cohort_values') }}

),

projections as (

    select * from {{ ref('int_value_projections') }}
    where held_out_months = 0

),

-- what is not over yet is unknown, not small
completed as (

    select
        cohort_values.event_source,
        cohort_values.cohort_month,
        cohort_values.age as age_months,
        cohort_values.is_whole_cohort,
        cohort_values.days_since_complete >= 0 as is_complete,
        cohort_values.customers,
        {%- for figure in ['orders', 'revenue', 'refunded_revenue', 'cumulative_orders', 'cumulative_revenue'] %}
        case when cohort_values.days_since_complete >= 0 then cohort_values.{{ figure }} end as {{ figure }},
        {%- endfor %}
        case
            when cohort_values.days_since_complete >= 0
                then cohort_values.cumulative_revenue - cohort_values.cumulative_refunded_revenue
        end as cumulative_value,
        projections.projected_revenue,
        projections.last_cohort_revenue

    from cohort_values
    left join projections
        on cohort_values.event_source = projections.event_source
            and cohort_values.cohort_month = projections.cohort_month
            and cohort_values.age = projections.age

),

per_customer as (

    select
        *,
        {{ rate('cumulative_revenue', 'customers') }} as revenue_per_customer,
        {{ rate('cumulative_value', 'customers') }} as value_per_customer,
        {{ rate('projected_revenue', 'customers') }} as projected_revenue_per_customer

    from completed

)

select * from per_customer
