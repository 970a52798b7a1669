{#- CTEs that set the steps of `progress` beside the session in which the entry lies, people's only; the last of them is
    `with_entry`. -#}
{% macro with_entry() -%}
sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot

),

purchases as (

    select * from {{ ref('int_cross_session_purchases') }}

),

with_entry as (

    select
        progress.*,
        steps.step_name, steps.is_last_step, steps.is_required,
        {{ reporting_date('progress.entered_at') }} as entry_date,
        sessions.event_source, sessions.device_type, sessions.channel, sessions.traffic_source, sessions.country_code,
        sessions.is_new_visitor,
        case when steps.scope = 'session' then sessions.purchased else purchases.actor_id is not null end as purchased,
        case when steps.scope = 'session' then {{ session_closes_at('sessions.ended_at') }} end as session_closes_at,
        progress.entered_at + steps.conversion_window_seconds * interval '1' second as window_closes_at,
        progress.can_go_on or progress.ended_by is not null as is_stopped,
        watermarks.watermark

    from progress
    inner join {{ ref('int_funnel_steps') }} as steps
        on progress.funnel = steps.funnel
            and progress.step_number = steps.step_number
    inner join sessions
        on progress.entry_session_id = sessions.session_id
    inner join {{ ref('int_watermarks') }} as watermarks
        on sessions.event_source = watermarks.event_source
    left join purchases
        on progress.funnel = purchases.funnel
            and progress.actor_id = purchases.actor_id

)
{%- endmacro %}
