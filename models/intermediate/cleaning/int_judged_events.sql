{{ config(materialized='view') }}

with

source_events as (

    select * from {{ ref('int_source_events') }}

),

judged as (

    select
        *,
        {{ row_exclusion_reason() }} as row_reason

    from source_events

)

select * from judged
