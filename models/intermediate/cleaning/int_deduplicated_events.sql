{{ config(materialized='view') }}

with

judged as (

    select * from {{ ref('int_judged_events') }}

),

repeated_ids as (

    select event_source as repeated_source, event_id as repeated_id
    from {{ ref('int_repeated_event_ids') }}

),

{{ deduplicate() }}

select * from explained
