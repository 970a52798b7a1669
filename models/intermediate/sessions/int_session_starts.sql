{{ config(materialized='view') }}

with

events as (

    select
        *,
        {{ session_stream() }} as session_stream

    from {{ ref('int_events') }}

),

with_previous as (

    select
        *,
        row_number() over stream as stream_event_number,
        lag(occurred_at) over stream as previous_occurred_at

    from events
    window stream as (
        partition by event_source, visitor_id, session_stream
        order by {{ event_order() }}
    )

),

explained as (

    select
        *,
        case
            when previous_occurred_at is null and session_stream <> '' then 'vendor'
            when previous_occurred_at is null then 'first'
            -- exactly the timeout is still the same session, and a vendor's session ends when it says
            when session_stream = ''
                and {{ microseconds_between('previous_occurred_at', 'occurred_at') }}
                > {{ var('session_timeout_minutes') }} * cast(60000000 as bigint) then 'gap'
        end as start_reason

    from with_previous

),

numbered as (

    select
        *,
        count(start_reason) over (
            partition by event_source, visitor_id, session_stream
            order by stream_event_number asc nulls last
            rows between unbounded preceding and current row
        ) as stream_session_number

    from explained

)

select * from numbered
