{{ config(
    materialized=by_increments(), unique_key=['funnel', 'entry_date'],
    meta={'replaces': 'int_restated_entry_dates'}
) }}

with

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('funnel, entry_date', 'int_restated_entry_dates') }}
        and outcome in ('completed', 'dropped')
        and event_number is not null

),

behaviours as (

    select * from {{ ref('int_session_behaviours') }}
    where not is_automatic

),

-- what comes at the step or later says nothing about what leads to it
step_behaviours as (

    select
        outcomes.funnel,
        outcomes.event_source,
        outcomes.entry_date,
        outcomes.step_number,
        behaviours.event_type,
        count(case when outcomes.outcome = 'completed' then 1 end) as completed,
        count(case when outcomes.outcome = 'dropped' then 1 end) as dropped

    from outcomes
    inner join behaviours
        on outcomes.session_id = behaviours.session_id
            and outcomes.event_number > behaviours.first_event_number
    group by 1, 2, 3, 4, 5

)

select * from step_behaviours
