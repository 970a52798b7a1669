{{ config(materialized='view') }}

with

step_definitions as (

    select
        step_definitions.*,
        funnels.step_order,
        event_types.event_type is not null as is_known_type,
        -- an optional step and an exclusion lie on the way to a required one
        min(case when step_definitions.step_kind = 'required' then step_definitions.step_number end) over (
            partition by step_definitions.funnel
            order by step_definitions.step_number asc nulls last
            range between current row and unbounded following
        ) as required_number,
        coalesce(step_definitions.step_kind = 'exclusion', false) as is_exclusion

    from {{ ref('funnel_step_definitions') }} as step_definitions
    left join {{ ref('funnels') }} as funnels on step_definitions.funnel = funnels.funnel
    left join {{ ref('event_types') }} as event_types on step_definitions.event_type = event_types.event_type

),

facts as (

    select
        *,
        dense_rank() over (partition by funnel order by step_number asc nulls last) as number_in_order,
        max(step_number) over (partition by funnel) as last_number,
        coalesce(required_number = step_number, false) as is_number_of_required,
        min(step_kind) over same_step as first_kind,
        max(step_kind) over same_step as last_kind,
        min(step_name) over same_step as first_name,
        max(step_name) over same_step as last_name,
        min(coalesce(maximum_gap_seconds, 0)) over same_step as lowest_gap,
        max(coalesce(maximum_gap_seconds, 0)) over same_step as highest_gap,
        min(step_number) over same_name as lowest_number_of_name,
        max(step_number) over same_name as highest_number_of_name,
        min(step_number) over same_type as lowest_number_of_type,
        max(step_number) over same_type as highest_number_of_type,
        count(*) over (partition by funnel, required_number, event_type, page_path, category_id) as rows_of_condition

    from step_definitions
    window
        same_step as (partition by funnel, step_number, is_exclusion),
        same_name as (partition by funnel, step_name),
        same_type as (partition by funnel, event_type)

),

judged as (

    select
        'seeds/funnel_step_definitions.csv, funnel ' || coalesce(funnel, '(none)')
        || coalesce(', step ' || step_number, '') || coalesce(', ' || event_type, '') as row_name,
        {{ step_mistake() }} as mistake

    from facts

),

mistakes as (

    select * from judged
    where mistake is not null

)

select * from mistakes
