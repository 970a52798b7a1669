{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}

),

session_loads as (

    select * from {{ ref('int_session_loads') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}
        and load_count > 1

),

-- for each load of a session the events that had come by then
arrived as (

    select
        session_loads.session_id,
        session_loads.load_number,
        earlier_loads.load_number as arrived_with,
        session_events.session_stream,
        session_events.event_number,
        session_events.occurred_at,
        lag(session_events.occurred_at) over (
            partition by session_loads.session_id, session_loads.load_number
            order by session_events.event_number asc nulls last
        ) as previous_occurred_at

    from session_loads
    inner join session_loads as earlier_loads
        on session_loads.session_id = earlier_loads.session_id
            and session_loads.load_number >= earlier_loads.load_number
    inner join session_events
        on earlier_loads.session_id = session_events.session_id
            and earlier_loads.load_id = session_events.load_id

),

numbered as (

    select
        *,
        count(
            case when session_stream = '' and {{ is_past_timeout('previous_occurred_at', 'occurred_at') }} then 1 end
        ) over (partition by session_id, load_number order by event_number asc nulls last) as part

    from arrived

),

-- the sessions it was in, had nothing come after that load
parts as (

    select
        session_id, load_number, part,
        min(arrived_with) < load_number as is_older,
        max(arrived_with) = load_number as is_touched,
        min_by(arrived_with, event_number) = load_number as is_begun

    from numbered
    group by 1, 2, 3

)

select * from parts
