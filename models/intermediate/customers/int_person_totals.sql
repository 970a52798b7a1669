{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

identities as (

    select * from {{ ref('int_visitor_identities') }}
    where {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

visitor_totals as (

    select * from {{ ref('int_visitor_totals') }}

),

person_totals as (

    select
        identities.person_id,
        max(identities.customer_id) as customer_id,
        count(*) as visitor_count,
        count(distinct identities.event_source) as source_count,
        cast(sum(visitor_totals.session_count) as bigint) as session_count,
        cast(sum(visitor_totals.bot_session_count) as bigint) as bot_session_count,
        cast(sum(visitor_totals.event_count) as bigint) as event_count,
        cast(sum(visitor_totals.order_count) as bigint) as order_count,
        cast(sum(visitor_totals.revenue) as decimal(18, 2)) as revenue,
        bool_or(identities.identity_kind = 'shared') as is_shared,
        bool_or(visitor_totals.bot_session_count > 0) as is_bot,
        min(visitor_totals.first_seen_at) as first_seen_at,
        max(visitor_totals.last_seen_at) as last_seen_at

    from identities
    inner join visitor_totals
        on identities.event_source = visitor_totals.event_source
            and identities.visitor_id = visitor_totals.visitor_id
    group by 1

)

select * from person_totals
