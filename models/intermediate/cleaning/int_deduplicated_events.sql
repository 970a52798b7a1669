{{ config(materialized='view') }}

with

repeated_ids as (

    select event_source as repeated_source, event_id as repeated_id
    from {{ ref('int_repeated_event_ids') }}

),

{{ deduplicate(ref('int_judged_events')) }}

select * from explained
