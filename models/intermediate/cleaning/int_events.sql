{{ config(materialized='view') }}

with

cleaned_events as (

    select * from {{ ref('int_cleaned_events') }}

),

accepted as (

    select {{ event_columns() }}, {{ event_type_columns() }}
    from cleaned_events
    where exclusion_reason is null

)

select * from accepted
