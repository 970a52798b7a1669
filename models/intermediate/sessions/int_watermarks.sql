with

sessions as (

    select * from {{ ref('int_session_totals') }}

),

watermarks as (

    select
        event_source,
        max(ended_at) as watermark

    from sessions
    group by 1

)

select * from watermarks
