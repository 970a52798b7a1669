{#- The steps of which a dimension of `drop_offs` does not hold every drop-off of `funnel_summary`. -#}
with

dimensions as (

    select distinct dimension from {{ ref('drop_offs') }}

),

summed as (

    select
        funnel,
        from_step,
        dimension,
        sum(entered) as entered,
        sum(dropped) as dropped

    from {{ ref('drop_offs') }}
    group by 1, 2, 3

)

select
    summary.funnel,
    summary.step_name,
    dimensions.dimension,
    summary.dropped,
    summed.dropped as dropped_in_dimension

from {{ ref('funnel_summary') }} as summary
cross join dimensions
left join summed
    on summary.funnel = summed.funnel
        and summary.step_name = summed.from_step
        and dimensions.dimension = summed.dimension
where summary.dropped is not null
    and (
        summary.dropped <> coalesce(summed.dropped, 0)
        or summary.entered <> coalesce(summed.entered, 0)
    )
