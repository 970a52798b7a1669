{{ config(
    materialized=by_increments(), unique_key=['event_source', 'visitor_id'],
    meta={'replaces': 'int_touched_spans'}
) }}

with

sessions as (

    select distinct event_source, visitor_id
    from {{ ref('int_session_totals') }}
    where {{ is_touched('event_source, visitor_id', 'int_touched_spans') }}

),

session_customers as (

    select * from {{ ref('int_session_customers') }}
    where {{ is_touched('event_source, visitor_id', 'int_touched_spans') }}

),

customers_seen as (

    select
        sessions.event_source,
        sessions.visitor_id,
        count(distinct session_customers.customer_id) as customer_count,
        min(session_customers.customer_id) as only_customer_id

    from sessions
    left join session_customers
        on sessions.event_source = session_customers.event_source
            and sessions.visitor_id = session_customers.visitor_id
    group by 1, 2

),

identified as (

    select
        event_source,
        visitor_id,
        customer_count,
        case when customer_count = 1 then only_customer_id end as customer_id,
        case
            when customer_count = 0 then 'anonymous'
            when customer_count = 1 then 'customer'
            else 'shared'
        end as identity_kind,
        case
            when customer_count = 1 then 'customer:' || only_customer_id
            else 'visitor:' || event_source || ':' || visitor_id
        end as person_id

    from customers_seen

)

select * from identified
