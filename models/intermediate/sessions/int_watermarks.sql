with

events as (

    select * from {{ ref('int_events') }}

),

watermarks as (

    select
        event_source,
        max(occurred_at) as watermark

    from events
    group by 1

)

select * from watermarks
