{{ config(materialized='view') }}

with

step_definitions as (

    select * from {{ ref('funnel_step_definitions') }}

),

steps as (

    select
        funnel,
        step_number,
        step_name,
        step_number = max(step_number) over (partition by funnel) as is_last_step

    from step_definitions
    group by 1, 2, 3

)

select * from steps
