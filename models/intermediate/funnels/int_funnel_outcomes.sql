{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_restated_sessions'}) }}

with

progress as (

    select * from {{ ref('int_funnel_progress') }}
    where {{ is_touched('session_id', 'int_restated_sessions') }}

),

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot

),

outcomes as (

    select
        progress.funnel,
        progress.step_number,
        steps.step_name,
        progress.session_id,
        sessions.event_source,
        {{ reporting_date('progress.entered_at') }} as entry_date,
        sessions.device_type,
        sessions.channel,
        sessions.traffic_source,
        sessions.country_code,
        sessions.is_new_visitor,
        progress.seconds_from_previous,
        sessions.is_closed,
        sessions.purchased,
        case
            when steps.is_last_step then null
            when progress.last_step_reached > progress.step_number then 'completed'
            when sessions.is_closed then 'dropped'
            else 'in_flight'
        end as outcome

    from progress
    inner join steps
        on progress.funnel = steps.funnel
            and progress.step_number = steps.step_number
    inner join sessions
        on progress.session_id = sessions.session_id

)

select * from outcomes
