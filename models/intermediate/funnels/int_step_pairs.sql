{{ config(materialized='view') }}

with

required_steps as (

    select * from {{ ref('int_funnel_steps') }}
    where is_required

),

pairs as (

    select
        from_steps.funnel,
        from_steps.step_number,
        from_steps.step_name as from_step,
        to_steps.step_number as to_step_number,
        to_steps.step_name as to_step

    from required_steps as from_steps
    inner join required_steps as to_steps
        on from_steps.funnel = to_steps.funnel
            and from_steps.place + 1 = to_steps.place

)

select * from pairs
