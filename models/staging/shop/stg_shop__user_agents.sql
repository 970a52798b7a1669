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

{{ described_agents() }}

select * from described
