{{ config(materialized=by_increments(), unique_key='actor_id', meta={'replaces': 'int_restated_actors'}) }}

with

sessions as (

    select * from {{ ref('int_session_actors') }}
    where {{ is_touched('actor_id', 'int_restated_actors') }}

),

wanted_events as (

    select * from {{ ref('int_cross_session_events') }}

),

actor_events as (

    select
        sessions.scope,
        sessions.actor_id,
        -- the order of events; within a session it is that of their numbers
        row_number() over (
            partition by sessions.scope, sessions.actor_id
            order by
                wanted_events.occurred_at asc nulls last,
                wanted_events.received_at asc nulls last,
                wanted_events.session_id asc nulls last,
                wanted_events.event_number asc nulls last
        ) as position,
        wanted_events.session_id, wanted_events.event_number, wanted_events.occurred_at, wanted_events.event_type,
        wanted_events.page_path, wanted_events.product_id, wanted_events.category_id

    from wanted_events
    inner join sessions
        on wanted_events.session_id = sessions.session_id

)

select * from actor_events
