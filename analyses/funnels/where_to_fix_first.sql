-- Which segment, at which step, loses most of what could honestly have come back?
with

ranked as (

    select
        funnel,
        from_step,
        to_step,
        dimension,
        dimension_value,
        entered,
        dropped,
        drop_off_rate,
        revenue_lost_gross,
        revenue_lost_expected,
        rank() over (partition by funnel order by revenue_lost_expected desc nulls last) as place

    from {{ ref('drop_offs') }}
    where {{ filtered('funnel', 'dimension') }}

)

select * from ranked
where place <= 20
order by funnel asc nulls last, place asc nulls last
