{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

visitors as (

    select * from {{ ref('visitors') }}
    where {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

people as (

    select
        person_id,
        max(customer_id) as customer_id,
        count(*) as visitor_count,
        count(distinct event_source) as source_count,
        cast(sum(session_count) as bigint) as session_count,
        cast(sum(bot_session_count) as bigint) as bot_session_count,
        cast(sum(event_count) as bigint) as event_count,
        cast(sum(order_count) as bigint) as order_count,
        cast(sum(revenue) as decimal(18, 2)) as revenue,
        bool_or(identity_kind = 'shared') as is_shared,
        bool_or(is_bot) as is_bot,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at

    from visitors
    group by 1

)

select * from people
