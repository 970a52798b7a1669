with

recounted_sessions as (

    select * from {{ ref('int_recounted_sessions') }}

),

restated_actors as (

    select * from {{ ref('int_restated_actors') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

stored_outcomes as (

    {% if history_is_whole() -%}
    select actor_id, event_source, deadline, closes_at, is_past_deadline, is_closed
    from {{ as_it_stands('int_funnel_outcomes') }}
    {%- else -%}
    select
        actor_id,
        {{ null_texts('event_source') }},
        cast(null as timestamp) as deadline,
        cast(null as timestamp) as closes_at,
        false as is_past_deadline,
        false as is_closed
    from restated_actors
    {%- endif %}

),

-- the watermark has passed the end of what they waited for, or has gone back behind it
turned_actors as (

    select stored_outcomes.actor_id
    from stored_outcomes
    inner join watermarks
        on stored_outcomes.event_source = watermarks.event_source
    where stored_outcomes.is_closed <> (watermarks.watermark > stored_outcomes.closes_at)
        or stored_outcomes.is_past_deadline <> (watermarks.watermark > stored_outcomes.deadline)

),

entrants as (

    select session_id as actor_id from recounted_sessions
    union
    select actor_id from restated_actors
    union
    select actor_id from turned_actors

)

{{ with_carried_over('entrants') }}
