with

daily_segments as (

    select * from {{ ref('int_daily_segments') }}

),

-- named like the groups of funnel_comparison, as they are compared by the same formulas
groups as (

    select
        dimension,
        dimension_value,
        cast(sum(sessions) as bigint) as settled,
        cast(sum(conversions) as bigint) as completed,
        cast(sum(in_flight) as bigint) as in_flight,
        cast(sum(revenue) as decimal(18, 2)) as revenue

    from daily_segments
    group by 1, 2

),

with_rest as (

    select
        *,
        cast(sum(settled) over (partition by dimension) - settled as bigint) as rest_settled,
        cast(sum(completed) over (partition by dimension) - completed as bigint) as rest_completed,
        {{ rate(
            'nullif(sum(revenue) over (partition by dimension), 0)', 'sum(completed) over (partition by dimension)'
        ) }} as revenue_per_conversion

    from groups

),

{{ compared_rates() }},

{{ corrected_p_values(
    family="dimension like 'duration%'", is_tested='is_sample_sufficient and least(settled, rest_settled) * least(pooled_rate, 1 - pooled_rate) >= 5'
) }},

segments as (

    select
        dimension, dimension_value,
        {{ segment_position() }} as position,
        settled as sessions, completed as conversions, in_flight,
        {{ rate('settled', 'settled + rest_settled') }} as share,
        completion_rate as conversion_rate,
        -- of shares of 0 and 1 the last digits of a double may say otherwise
        greatest(least(low, completion_rate), 0) as ci_low,
        least(greatest(high, completion_rate), 1) as ci_high,
        rest_settled as rest_sessions, rest_completed as rest_conversions, rest_rate as rest_conversion_rate,
        completion_rate / nullif(rest_rate, 0) - 1 as lift,
        p_value, q_value,
        tested_p_value is not null as is_sample_sufficient,
        coalesce(q_value <= 0.05, false) as is_significant,
        revenue,
        {{ rate('revenue', 'settled') }} as revenue_per_session,
        {{ money('greatest(settled * pooled_rate - completed, 0) * revenue_per_conversion') }} as opportunity_revenue

    from corrected

)

select * from segments
