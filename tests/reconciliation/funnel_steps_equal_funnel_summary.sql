{#- The steps whose counts over all dimensions of `funnel_steps` are not those of `funnel_summary`. -#}
with

summed as (

    select
        funnel,
        step_number,
        sum(entered) as entered,
        sum(completed) as completed,
        sum(dropped) as dropped,
        sum(in_flight) as in_flight

    from {{ ref('funnel_steps') }}
    group by 1, 2

)

select summary.*
from {{ ref('funnel_summary') }} as summary
left join summed
    on summary.funnel = summed.funnel
        and summary.step_number = summed.step_number
where summary.entered <> coalesce(summed.entered, 0)
    or coalesce(summary.completed, 0) <> coalesce(summed.completed, 0)
    or coalesce(summary.dropped, 0) <> coalesce(summed.dropped, 0)
    or coalesce(summary.in_flight, 0) <> coalesce(summed.in_flight, 0)
