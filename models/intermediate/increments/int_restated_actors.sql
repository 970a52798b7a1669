with

restated_sessions as (

    select * from {{ ref('int_restated_sessions') }}

),

-- whose sessions they were, and whose they are
sessions as (

    {% if history_is_whole() -%}
    select session_id, event_source, visitor_id, person_id from {{ as_it_stands('int_sessions') }}
    union all
    {% endif -%}
    select session_id, event_source, visitor_id, person_id from {{ ref('int_numbered_sessions') }}

),

touched as (

    select
        session_id,
        {{ visitor_actor() }} as visitor_actor,
        person_id

    from sessions
    where session_id in (select session_id from restated_sessions)

),

actors as (

    select visitor_actor as actor_id from touched
    union
    select person_id as actor_id from touched

)

{{ with_carried_over('actors') }}
