{#- The steps after the first whose entrants are not in the bins of `funnel_timing`, or whose median is another than in
    `funnel_summary`. -#}
with

timing as (

    select
        funnel,
        step_number,
        sum(entrants) as entrants,
        max(median_seconds) as median_seconds

    from {{ ref('funnel_timing') }}
    group by 1, 2

)

select
    summary.funnel,
    summary.step_number,
    summary.entered,
    timing.entrants

from {{ ref('funnel_summary') }} as summary
left join timing
    on summary.funnel = timing.funnel
        and summary.step_number = timing.step_number
where summary.step_number > 1
    and (
        summary.entered <> coalesce(timing.entrants, 0)
        or summary.median_seconds_from_previous is distinct from timing.median_seconds
    )
