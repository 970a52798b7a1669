{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_totals as (

    select * from {{ ref('int_session_totals') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

session_pace as (

    select * from {{ ref('int_session_pace') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

spans as (

    select
        session_totals.session_id, session_totals.event_source, session_totals.visitor_id,
        session_totals.active_event_count, session_totals.page_view_count, session_totals.interaction_count,
        session_pace.agent_class, session_pace.ip_hash, session_pace.gap_count, session_pace.median_gap_seconds,
        session_pace.gap_variation, session_pace.quick_gap_share, session_pace.product_count,
        {{ seconds_between('session_totals.started_at', 'session_totals.ended_at') }} as duration_seconds,
        {{ microseconds_between('session_totals.first_active_at', 'session_totals.last_active_at') }}
            as active_microseconds,
        session_totals.page_view_count <= 2
        and session_totals.interaction_count = 0
        and session_totals.converted_at is null
        and channels.is_paid as is_idle_paid_landing

    from session_totals
    inner join {{ ref('int_channels') }} as channels
        on {{ same_origin('session_totals', 'channels') }}
    inner join session_pace
        on session_totals.session_id = session_pace.session_id

),

measures as (

    select
        *,
        {{ rate('active_microseconds', 'gap_count * 1000000') }} as mean_gap_seconds,
        {{ rate('active_event_count * 60000000', 'active_microseconds') }} as events_per_minute,
        {{ rate('product_count * 60000000', 'active_microseconds') }} as products_per_minute

    from spans

)

select * from measures
