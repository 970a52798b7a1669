{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}
        and category_id is not null

),

session_categories as (

    select
        session_id,
        category_id,
        count(*) filter (where event_type = 'purchase') as purchase_count,
        count(*) filter (where event_type = 'add_to_cart') as add_to_cart_count,
        count(*) as event_count

    from session_events
    group by 1, 2

)

select * from session_categories
