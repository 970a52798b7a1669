{{ config(
    materialized=by_increments(), unique_key='actor_id',
    meta={'replaces': 'int_replaced_sessions', 'by': 'session_id'}
) }}

with

{{ session_step_events("step_kind <> 'optional'") }},

{{ all_attempts() }}

select * from attempts
