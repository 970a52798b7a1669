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

engagement as {{ inlined() }} (

    select * from {{ ref('int_engagement_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

{{ best_attempts() }},

{{ steps_reached() }},

{{ session_steps() }},

{{ next_events('session_steps', 'actor_id') }},

progress as (

    select
        session_steps.*,
        next_events.next_event_type

    from session_steps
    left join next_events
        on session_steps.funnel = next_events.funnel
            and session_steps.actor_id = next_events.actor_id
            and (session_steps.can_go_on or session_steps.ended_by is not null)

)

select * from progress
