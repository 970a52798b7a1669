-- Which combinations of source and device, country and device, channel and landing page cost us most by converting
-- worse than we do as a whole? By money: a small gap in a large segment weighs more than a large one in a small
-- segment. Trust what is significant; the rest may be chance.
with

combinations as (

    select * from {{ ref('segments') }}
    where dimension like '% × %'
        and opportunity_revenue > 0

),

ranked as (

    select
        row_number() over (
            order by opportunity_revenue desc nulls last, dimension asc nulls last, dimension_value asc nulls last
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
        opportunity_revenue

    from combinations

)

select * from ranked
where place <= 20
order by place asc nulls last
