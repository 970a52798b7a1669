{{ config(materialized='view') }}

with

cleaned_events as (

    select * from {{ ref('int_cleaned_events') }}

),

excluded as (

    select *
    from cleaned_events
    where exclusion_reason is not null

)

select * from excluded
