{#- The steps of which `funnel_summary`, the sum of `funnel_steps` over all days and segments, does not count what
    `int_funnel_outcomes` holds. -#}
with

outcomes as (

    select
        funnel,
        step_number,
        count(*) as entered,
        count(case when outcome = 'completed' then 1 end) as completed,
        count(case when outcome = 'dropped' then 1 end) as dropped,
        count(case when outcome = 'in_flight' then 1 end) as in_flight

    from {{ ref('int_funnel_outcomes') }}
    group by 1, 2

)

select summary.*
from {{ ref('funnel_summary') }} as summary
full outer join outcomes
    on summary.funnel = outcomes.funnel
        and summary.step_number = outcomes.step_number
where coalesce(summary.entered, 0) <> coalesce(outcomes.entered, 0)
    or coalesce(summary.completed, 0) <> coalesce(outcomes.completed, 0)
    or coalesce(summary.dropped, 0) <> coalesce(outcomes.dropped, 0)
    or coalesce(summary.in_flight, 0) <> coalesce(outcomes.in_flight, 0)
