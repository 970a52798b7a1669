{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

session_customers as (

    select
        session_id,
        event_source,
        visitor_id,
        customer_id

    from session_events
    where customer_id is not null
    group by 1, 2, 3, 4

)

select * from session_customers
