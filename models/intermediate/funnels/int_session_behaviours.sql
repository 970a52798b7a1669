{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

behaviours as (

    select
        session_id,
        event_type,
        min(event_number) as first_event_number

    from session_events
    where not is_automatic
    group by 1, 2

)

select * from behaviours
