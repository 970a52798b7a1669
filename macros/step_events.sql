{#- CTEs that find the events of funnels' steps in the sessions to build, the last of them `step_events`: an event counts
    once for each funnel that its type is a step of. -#}
{% macro step_events() -%}
session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

step_definitions as (

    select * from {{ ref('funnel_step_definitions') }}

),

step_events as (

    select
        step_definitions.funnel,
        step_definitions.step_number,
        step_definitions.step_name,
        session_events.session_id,
        session_events.event_number,
        session_events.occurred_at

    from session_events
    inner join step_definitions
        on session_events.event_type = step_definitions.event_type

)
{%- endmacro %}
