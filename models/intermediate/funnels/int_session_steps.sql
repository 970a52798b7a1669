{{ config(
    materialized=by_increments(), unique_key='actor_id',
    meta={'replaces': 'int_replaced_sessions', 'by': 'session_id'}
) }}

with

{{ session_step_events("step_kind = 'optional'") }},

stored_attempts as {{ inlined() if not is_increment() }} (

    select * from {{ ref('int_session_attempts') }}
    where {{ is_touched('actor_id', 'int_replaced_sessions', named='session_id') }}

),

{{ best_attempts() }},

{{ steps_reached() }},

session_steps as (

    select
        funnel, actor_id, step_number, reached_at, entered_at, entry_category_id, can_go_on, ended_by, deadline,
        attempt_deadline, deadline_reason,
        position as event_number,
        {{ seconds_between('previous_reached_at', 'reached_at') }} as seconds_from_previous

    from steps_reached

)

select * from session_steps
