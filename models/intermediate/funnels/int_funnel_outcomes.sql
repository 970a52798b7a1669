{{ config(materialized=by_increments(), unique_key='actor_id', meta={'replaces': 'int_restated_entrants'}) }}
-- depends_on: {{ ref('int_replaced_outcomes') }}, which reads this table as it stood

with

{{ all_progress() }},

{{ with_entry() }},

outcomes as (

    select
        funnel, step_number, step_name, is_required, is_last_step, actor_id, session_id, event_number, event_source,
        entry_date, device_type, channel, traffic_source, country_code, is_new_visitor, entry_category_id,
        seconds_from_previous, reached_at, entered_at, purchased, next_event_type, deadline,
        coalesce(session_closes_at, window_closes_at) as closes_at,
        watermark > coalesce(session_closes_at, window_closes_at) as is_closed,
        watermark > deadline as is_past_deadline,
        case
            when not is_stopped then null
            when ended_by is not null then ended_by
            when session_closes_at < attempt_deadline or attempt_deadline is null then 'session_end'
            else deadline_reason
        end as end_reason,
        case
            when not is_required or is_last_step then null
            when not is_stopped then 'completed'
            when can_go_on and watermark <= least(session_closes_at, deadline) then 'in_flight'
            else 'dropped'
        end as outcome

    from with_entry

)

select * from outcomes
