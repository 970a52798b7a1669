{{ config(materialized=by_increments(), unique_key='actor_id', meta={'replaces': 'int_restated_actors'}) }}

with

actor_events as {{ inlined() if not is_increment() }} (

    select * from {{ ref('int_actor_events') }}
    where {{ is_touched('actor_id', 'int_restated_actors') }}

),

{{ step_events("step_kind <> 'optional'") }},

{{ all_attempts() }}

select * from attempts
