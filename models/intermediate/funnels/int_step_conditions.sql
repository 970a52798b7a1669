{{ config(materialized='view') }}

with

step_definitions as (

    select * from {{ ref('funnel_step_definitions') }}
    where event_type is not null

),

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

funnels as (

    select * from {{ ref('funnels') }}

),

conditions as (

    select
        step_definitions.funnel,
        step_definitions.step_number,
        step_definitions.step_kind,
        step_definitions.step_name,
        step_definitions.event_type,
        step_definitions.page_path as page_path_pattern,
        step_definitions.category_id as wanted_category_id,
        steps.place,
        steps.scope,
        steps.step_order,
        steps.entry,
        funnels.held_property,
        funnels.second_held_property

    from step_definitions
    inner join steps
        on step_definitions.funnel = steps.funnel
            and step_definitions.step_number = steps.step_number
    inner join funnels
        on step_definitions.funnel = funnels.funnel

)

select * from conditions
