{{ config(materialized='view') }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot

),

scopes as (

    select distinct scope from {{ ref('funnels') }}

),

by_scope as (

    select
        'visitor' as scope,
        {{ visitor_actor() }} as actor_id,
        session_id
    from sessions
    union all
    select
        'person' as scope,
        person_id as actor_id,
        session_id
    from sessions

),

session_actors as (

    select * from by_scope
    where scope in (select scope from scopes)

)

select * from session_actors
