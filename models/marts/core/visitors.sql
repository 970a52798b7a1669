{{ config(
    materialized=by_increments(), unique_key=['event_source', 'visitor_id'],
    meta={'replaces': 'int_restated_visitors'}
) }}

with

totals as (

    select * from {{ ref('int_visitor_totals') }}

),

identities as (

    select * from {{ ref('int_visitor_identities') }}
    where {{ is_touched('event_source, visitor_id', 'int_restated_visitors') }}

),

acquisitions as (

    select * from {{ ref('int_visitor_acquisitions') }}

),

visitors as (

    select
        identities.event_source,
        identities.visitor_id,
        identities.person_id,
        identities.customer_id,
        identities.identity_kind,
        identities.customer_count,
        totals.first_device_type,
        totals.first_country_code,
        totals.first_traffic_source,
        acquisitions.acquisition_source,
        acquisitions.acquisition_medium,
        acquisitions.acquisition_campaign,
        totals.session_count,
        totals.bot_session_count,
        cast(totals.event_count as bigint) as event_count,
        cast(totals.order_count as bigint) as order_count,
        cast(totals.revenue as decimal(18, 2)) as revenue,
        totals.bot_session_count > 0 as is_bot,
        totals.first_seen_at,
        totals.last_seen_at

    from identities
    inner join totals
        on identities.event_source = totals.event_source
            and identities.visitor_id = totals.visitor_id
    left join acquisitions
        on identities.event_source = acquisitions.event_source
            and identities.visitor_id = acquisitions.visitor_id

)

select * from visitors
