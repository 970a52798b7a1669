{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

order_events as (

    select
        event_source,
        event_id,
        event_type,
        event_number,
        session_id,
        visitor_id,
        order_id,
        occurred_at,
        revenue

    from session_events
    where event_type in ('purchase', 'refund')

)

select * from order_events
