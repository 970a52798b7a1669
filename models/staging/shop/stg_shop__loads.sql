{{ config(enabled='shop' in var('event_sources')) }}

with

raw_events as (

    select * from {{ source('raw', 'events') }}

),

loads as (

    select
        {{ shop_load_id() }} as load_id,
        count(*) as event_rows,
        {{ sum_of_times('occurred_at') }} as content_sum,
        false as is_superseded

    from raw_events
    group by 1

)

select * from loads
