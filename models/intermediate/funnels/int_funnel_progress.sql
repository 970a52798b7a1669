{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

engagement as (

    select * from {{ ref('int_engagement_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

{{ step_events() }},

{{ steps_in_order() }},

united as (

    select funnel, session_id, step_number, reached_at from steps_in_order
    union all
    select funnel, session_id, step_number, reached_at from engagement

),

timed as (

    select
        *,
        first_value(reached_at) over session_steps as entered_at,
        lag(reached_at) over session_steps as previous_reached_at,
        last_value(step_number) over (
            partition by funnel, session_id
            order by step_number asc nulls last
            rows between unbounded preceding and unbounded following
        ) as last_step_reached

    from united
    window session_steps as (
        partition by funnel, session_id
        order by step_number asc nulls last
    )

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
