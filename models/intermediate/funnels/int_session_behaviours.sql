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
        is_automatic,
        min(event_number) as first_event_number,
        count(*) as event_count,
        count(revenue) as revenue_count,
        count(order_id) as order_id_count

    from session_events
    group by 1, 2, 3

)

select * from behaviours
