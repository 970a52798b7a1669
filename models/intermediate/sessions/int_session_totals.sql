{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

totals as (

    select
        session_id,
        event_source,
        visitor_id,
        session_stream,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        count(*) as event_count,
        count(*) filter (where is_page_view) as page_view_count,
        count(*) filter (where is_interaction) as interaction_count,

        -- events that are not automatic: the pace of whoever is behind the session
        count(*) filter (where not is_automatic) as active_event_count,
        min(occurred_at) filter (where not is_automatic) as first_active_at,
        max(occurred_at) filter (where not is_automatic) as last_active_at,

        -- when each stage of engagement was reached; each implies the ones before
        min(occurred_at) filter (where is_interaction or is_high_intent or is_goal) as engaged_at,
        min(occurred_at) filter (where is_high_intent or is_goal) as deeply_engaged_at,
        min(occurred_at) filter (where is_goal) as converted_at,

        {{ first_known('device_type') }} as device_type,
        {{ first_known('browser') }} as browser,
        {{ first_known('country_code') }} as country_code,
        {{ first_origin('traffic_source') }} as traffic_source,
        {{ first_origin('traffic_medium') }} as traffic_medium,
        {{ first_origin('traffic_campaign') }} as traffic_campaign,
        {{ first_known('page_path') }} as landing_page,
        {{ first_known('page_type') }} as landing_page_type,
        {{ last_known('page_path') }} as exit_page

    from session_events
    group by 1, 2, 3, 4

),

described as (

    select
        *,
        page_view_count <= 1 and interaction_count = 0 as is_bounce,
        case
            when converted_at is not null then 'converted'
            when deeply_engaged_at is not null then 'deep_engagement'
            when engaged_at is not null then 'engaged'
            else 'browsed'
        end as engagement_stage

    from totals

)

select * from described
