{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_restated_sessions'}) }}

with

sessions as (

    select
        session_id,
        event_source,
        visitor_id,
        person_id,
        customer_id,
        session_number,
        start_reason,
        engagement_stage,
        funnel_validity,
        device_type,
        browser,
        country_code,
        traffic_source,
        traffic_medium,
        traffic_campaign,
        channel,
        landing_page,
        landing_page_type,
        exit_page,
        bot_kind,
        bot_reasons,

        event_count,
        page_view_count,
        duration_seconds,
        mean_gap_seconds,
        bot_score,
        purchase_funnel_step,
        order_count,
        revenue,

        is_closed,
        is_new_visitor,
        is_bounce,
        is_bot,
        viewed,
        carted,
        checked_out,
        purchased,

        session_date,
        {{ reporting_hour('started_at') }} as session_hour,
        purchase_funnel_date,
        started_at,
        ended_at

    from {{ ref('int_sessions') }}
    where {{ is_touched('session_id', 'int_restated_sessions') }}

)

select * from sessions
