with

recleaned_events as (

    select
        *,
        {{ session_stream() }} as session_stream

    from {{ ref('int_recleaned_events') }}
    where {{ reason_of_the_row_alone() }} is null

),

-- where the new events lie, each run of them without a gap: sessions near it may change, no others
with_previous as (

    select
        *,
        lag(occurred_at) over (
            partition by event_source, visitor_id, session_stream order by occurred_at asc nulls last
        ) as previous_occurred_at

    from recleaned_events

),

numbered as (

    select
        *,
        count(
            case when session_stream = '' and {{ is_past_timeout('previous_occurred_at', 'occurred_at') }} then 1 end
        ) over (
            partition by event_source, visitor_id, session_stream
            order by occurred_at asc nulls last
        ) as island

    from with_previous

),

islands as (

    select
        event_source,
        visitor_id,
        session_stream,
        island,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at

    from numbered
    group by 1, 2, 3, 4

)

select * from islands
