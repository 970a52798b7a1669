with

events as (

    select * from {{ ref('int_session_events') }}

),

customers_seen as (

    select
        event_source,
        visitor_id,
        count(distinct customer_id) as customer_count,
        min(customer_id) as only_customer_id

    from events
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
