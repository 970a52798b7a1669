{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

sessions as (

    select
        session_id,
        session_date,
        {{ known_segment() }}

    from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}
        and not is_bot

),

behaviours as (

    select * from {{ ref('int_session_behaviours') }}

),

volumes as (

    select
        sessions.session_date,
        behaviours.event_type,
        {{ segment_columns() }},
        cast(sum(behaviours.event_count) as bigint) as events,
        cast(sum(behaviours.revenue_count) as bigint) as events_with_revenue,
        cast(sum(behaviours.order_id_count) as bigint) as events_with_order_id

    from sessions
    inner join behaviours
        on sessions.session_id = behaviours.session_id
    {{ by_segment('sessions.session_date, behaviours.event_type') }}

)

select * from volumes
