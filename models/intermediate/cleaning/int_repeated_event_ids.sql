{{ config(materialized='view') }}

with

judged_events as (

    select * from {{ ref('int_judged_events') }}
    where row_reason is null

),

repeated as (

    select
        event_source,
        event_id,
        count(*) as rows_of_id

    from judged_events
    group by 1, 2
    having count(*) > 1

)

select * from repeated
