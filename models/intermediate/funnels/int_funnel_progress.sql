{{ config(
    materialized=by_increments(), unique_key='actor_id',
    meta={'replaces': 'int_replaced_sessions', 'by': 'session_id'}
) }}

with

session_steps as {{ inlined() if not is_increment() }} (

    select * from {{ ref('int_session_steps') }}
    where {{ is_touched('actor_id', 'int_replaced_sessions', named='session_id') }}

),

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

engagement as (

    select * from {{ ref('int_engagement_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

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
    union all
    select
        funnel,
        session_id as actor_id,
        step_number, reached_at, entered_at,
        {{ null_texts('entry_category_id') }},
        can_go_on,
        {{ null_texts('ended_by') }},
        cast(null as timestamp) as deadline,
        cast(null as timestamp) as attempt_deadline,
        {{ null_texts('deadline_reason') }},
        cast(null as bigint) as event_number,
        seconds_from_previous,
        {{ null_texts('next_event_type') }}
    from engagement

)

select * from progress
