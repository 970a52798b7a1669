{{ config(materialized='view') }}

with

times as (

    select * from {{ ref('int_watched_segments') }}

),

-- a step's share is known once nobody is on the way any more
steps as (

    select * from {{ ref('int_daily_steps') }}
    where in_flight = 0

),

step_pairs as (

    select * from {{ ref('int_step_pairs') }}

),

watched as (

    select
        'funnel_step' as metric_group,
        step_pairs.funnel || ': ' || step_pairs.from_step || ' to ' || step_pairs.to_step as metric,
        'share' as family,
        'behaviour' as subject,
        false as is_total,
        times.dimension, times.dimension_value, times.date,
        steps.completed as numerator,
        steps.completed + steps.dropped as denominator

    from times
    inner join steps
        on times.date = steps.entry_date
            and times.dimension = steps.dimension
            and times.dimension_value = steps.dimension_value
    inner join step_pairs
        on steps.funnel = step_pairs.funnel
            and steps.step_number = step_pairs.step_number

)

select * from watched
