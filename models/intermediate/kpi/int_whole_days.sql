{{ config(materialized='view') }}

with

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

measures as (

    select * from {{ ref('int_daily_measures') }}

),

-- events of the watermark's own day may still come, from the source that is furthest behind
whole_days as (

    select
        min(measures.measure_date) as first_day,
        cast(min({{ reporting_date('watermarks.watermark') }}) - interval '1' day as date) as last_whole_day

    from measures
    cross join watermarks

)

select * from whole_days
