{{ config(enabled='shop' in var('event_sources'), materialized='table') }}

with

raw_events as (

    select * from {{ source('raw', 'events') }}

),

user_agents as (

    select distinct
        user_agent,
        coalesce(ip_address, '') <> '' as has_address

    from raw_events

),

-- read once an agent, not once an event
described as (

    select
        user_agent,
        has_address,
        {{ agent_columns('user_agent', "case when has_address then 'known' end") }}

    from user_agents

)

select * from described
