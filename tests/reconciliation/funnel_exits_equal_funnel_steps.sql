{#- The steps and days whose drop-offs in `funnel_exits` are not those of `funnel_steps`. -#}
with

exits as (

    select
        funnel,
        event_source,
        entry_date,
        step_number,
        sum(dropped) as dropped

    from {{ ref('funnel_exits') }}
    group by 1, 2, 3, 4

),

steps as (

    select
        funnel,
        event_source,
        entry_date,
        step_number,
        sum(dropped) as dropped

    from {{ ref('funnel_steps') }}
    group by 1, 2, 3, 4
    having sum(dropped) > 0

)

select
    coalesce(steps.funnel, exits.funnel) as funnel,
    coalesce(steps.entry_date, exits.entry_date) as entry_date,
    coalesce(steps.step_number, exits.step_number) as step_number,
    steps.dropped,
    exits.dropped as dropped_in_exits

from steps
full outer join exits
    on steps.funnel = exits.funnel
        and steps.event_source = exits.event_source
        and steps.entry_date = exits.entry_date
        and steps.step_number = exits.step_number
where steps.dropped is distinct from exits.dropped
