{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

ordered as (

    select * from {{ ref('int_ordered_funnel_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

engagement as (

    select * from {{ ref('int_engagement_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

united as (

    select funnel, session_id, step_number, reached_at from ordered
    union all
    select funnel, session_id, step_number, reached_at from engagement

),

timed as (

    select
        *,
        min(reached_at) over (partition by funnel, session_id) as entered_at,
        max(step_number) over (partition by funnel, session_id) as last_step_reached,
        lag(reached_at) over (
            partition by funnel, session_id order by step_number asc nulls last
        ) as previous_reached_at

    from united

),

progress as (

    select
        funnel,
        session_id,
        step_number,
        reached_at,
        entered_at,
        last_step_reached,
        {{ seconds_between('previous_reached_at', 'reached_at') }} as seconds_from_previous

    from timed

)

select * from progress
