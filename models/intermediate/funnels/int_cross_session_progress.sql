{{ config(materialized=by_increments(), unique_key='actor_id', meta={'replaces': 'int_restated_actors'}) }}

with

session_events as (

    select * from {{ ref('int_session_events') }}

),

actor_events as {{ inlined() if not is_increment() }} (

    select * from {{ ref('int_actor_events') }}
    where {{ is_touched('actor_id', 'int_restated_actors') }}

),

{{ step_events("step_kind = 'optional'") }},

stored_attempts as {{ inlined() if not is_increment() }} (

    select * from {{ ref('int_cross_session_attempts') }}
    where {{ is_touched('actor_id', 'int_restated_actors') }}

),

{{ best_attempts() }},

{{ steps_reached() }},

located_steps as (

    select
        steps_reached.funnel, steps_reached.actor_id, steps_reached.step_number, steps_reached.reached_at,
        steps_reached.entered_at, steps_reached.entry_category_id, steps_reached.can_go_on, steps_reached.ended_by,
        steps_reached.deadline, steps_reached.attempt_deadline, steps_reached.deadline_reason,
        {{ seconds_between('steps_reached.previous_reached_at', 'steps_reached.reached_at') }} as seconds_from_previous,
        events.session_id,
        events.event_number,
        entries.session_id as entry_session_id

    from steps_reached
    inner join actor_events as events
        on steps_reached.actor_id = events.actor_id
            and steps_reached.position = events.position
    inner join actor_events as entries
        on steps_reached.actor_id = entries.actor_id
            and steps_reached.entry_position = entries.position

),

{{ next_events('located_steps', 'session_id') }},

progress as (

    select
        located_steps.*,
        next_events.next_event_type

    from located_steps
    left join next_events
        on located_steps.funnel = next_events.funnel
            and located_steps.actor_id = next_events.actor_id
            and (located_steps.can_go_on or located_steps.ended_by is not null)

)

select * from progress
