with

{{ steps_by_dimension() }},

{{ compared_groups() }},

summary as (

    select * from {{ ref('funnel_summary') }}

),

with_rest as (

    select
        groups.*,
        summary.completed + summary.dropped - groups.settled as rest_settled,
        summary.completed - groups.completed as rest_completed

    from groups
    inner join summary
        on groups.funnel = summary.funnel
            and groups.from_step = summary.step_name

),

{{ compared_rates() }},

{{ corrected_p_values() }},

funnel_comparison as (

    select
        kind, funnel, from_step, to_step, dimension, dimension_value,
        settled, completed, completion_rate, rest_settled, rest_completed, rest_rate,
        rate_difference, ci_low, ci_high, odds_ratio, p_value, q_value,
        is_sample_sufficient,
        is_skewed,
        coalesce(q_value <= 0.05, false) as is_significant,
        case
            when kind = 'segment' and rate_difference is not null
                then {{ money('greatest(-rate_difference, 0) * value_of_all') }}
        end as opportunity_revenue

    from corrected

)

select * from funnel_comparison
