{{ config(enabled='shop' in var('event_sources'), materialized='table') }}

with

raw_events as (

    select * from {{ source('raw', 'events') }}

),

{{ described_agents('raw_events') }}

select * from described
