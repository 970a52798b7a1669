{{ config(materialized='view', pre_hook='{{ refuse_funnels() }}') }}
-- depends_on: {{ ref('int_funnel_mistakes') }}, {{ ref('int_step_mistakes') }}, which the hook reads

with

funnels as (

    select * from {{ ref('funnels') }}

),

step_definitions as (

    select
        funnel,
        step_number,
        step_name,
        max(step_kind) = 'required' as is_required,
        max(maximum_gap_seconds) as maximum_gap_seconds

    from {{ ref('funnel_step_definitions') }}
    where step_kind <> 'exclusion'
    group by 1, 2, 3

),

steps as (

    select
        step_definitions.funnel,
        step_definitions.step_number,
        -- in any order a step is only the next one
        case
            when funnels.step_order = 'any'
                then step_number || ' of ' || max(step_number) over (partition by step_definitions.funnel) || ' steps'
            else step_definitions.step_name
        end as step_name,
        step_definitions.is_required,
        step_number = max(step_number) over (partition by step_definitions.funnel) as is_last_step,
        -- counts required steps; an optional one lies on the way to the next of them
        1 + count(case when is_required then 1 end) over (
            partition by step_definitions.funnel
            order by step_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as place,
        step_definitions.maximum_gap_seconds,
        funnels.scope,
        funnels.step_order,
        funnels.entry,
        funnels.conversion_window_seconds

    from step_definitions
    inner join funnels
        on step_definitions.funnel = funnels.funnel

)

select * from steps
