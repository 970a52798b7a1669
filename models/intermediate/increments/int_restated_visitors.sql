with

renumbered_visitors as (

    select * from {{ ref('int_renumbered_visitors') }}

),

restated_sessions as (

    select * from {{ ref('int_restated_sessions') }}

),

sessions as (

    select * from {{ ref('int_sessions') }}
    where session_id in (select session_id from restated_sessions)

),

new_events as (

    select * from {{ ref('int_new_events') }}
    where visitor_id is not null

),

-- also those of whom only an excluded event came: it may say how they were first won
visitors as (

    select event_source, visitor_id from renumbered_visitors
    union
    select event_source, visitor_id from sessions
    union
    select event_source, visitor_id from new_events

)

select * from visitors
