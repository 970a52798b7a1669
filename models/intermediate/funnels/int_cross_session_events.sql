{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

conditions as (

    select * from {{ ref('int_step_conditions') }}
    where scope <> 'session'

),

-- in a strict funnel every event counts: it may be the one that comes in between
wanted_types as (

    select distinct event_type
    from conditions
    union
    select event_type
    from {{ ref('event_types') }}
    where 'strict' in (select step_order from conditions)

),

wanted_events as (

    select
        session_id,
        event_number,
        occurred_at,
        received_at,
        event_type,
        page_path,
        product_id,
        category_id

    from session_events
    where event_type in (select event_type from wanted_types)

)

select * from wanted_events
