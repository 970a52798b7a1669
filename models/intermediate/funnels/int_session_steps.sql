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

{{ session_steps() }}

select * from session_steps
