-- Which combinations of source and device, country and device, channel and landing page bring us most by converting
-- better than we do as a whole? `surplus_revenue` is what they would not bring at the rate of all sessions: the
-- opposite of opportunity_revenue. Trust what is significant; the rest may be chance.
with

combinations as (

    select
        *,
        conversions - sessions * {{ rate('conversions + rest_conversions', 'sessions + rest_sessions') }}
            as surplus_conversions,
        {{ rate('sum(revenue) over (partition by dimension)', 'sum(conversions) over (partition by dimension)') }}
            as revenue_per_conversion

    from {{ ref('segments') }}
    where dimension like '% × %'

),

ranked as (

    select
        row_number() over (
            order by surplus_conversions desc nulls last, dimension asc nulls last, dimension_value asc nulls last
        ) as place,
        dimension,
        dimension_value,
        sessions,
        conversion_rate,
        ci_low,
        ci_high,
        rest_conversion_rate,
        lift,
        q_value,
        is_sample_sufficient,
        is_significant,
        revenue,
        {{ money('surplus_conversions * revenue_per_conversion') }} as surplus_revenue

    from combinations
    where surplus_conversions > 0

)

select * from ranked
where place <= 20
order by place asc nulls last
