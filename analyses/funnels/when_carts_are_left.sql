-- How long do people keep a cart that they then leave?
with

abandoned as (

    select * from {{ ref('carts') }}
    where is_abandoned

),

by_device as (

    select
        {{ known('device_type') }} as device_type,
        count(*) as abandoned,
        percentile_cont(0.5) within group (order by cast(seconds_to_abandon as double)) as median_seconds,
        percentile_cont(0.9) within group (order by cast(seconds_to_abandon as double)) as p90_seconds,
        count(case when seconds_to_abandon <= 60 then 1 end) as within_a_minute,
        count(case when seconds_to_abandon > 600 then 1 end) as after_ten_minutes

    from abandoned
    group by 1

)

select * from by_device
order by 2 desc nulls last, 1 asc nulls last
