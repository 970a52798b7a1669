{#- A CTE, `session_steps`: the steps that sessions reached, those of `steps_reached` and the stages of `engagement`. -#}
{% macro session_steps() -%}
session_steps as {{ inlined() }} (

    select
        funnel, actor_id, step_number, reached_at, entered_at, entry_category_id, can_go_on, ended_by, deadline,
        attempt_deadline, deadline_reason,
        position as event_number,
        {{ seconds_between('previous_reached_at', 'reached_at') }} as seconds_from_previous
    from steps_reached
    union all
    select
        funnel,
        session_id as actor_id,
        step_number, reached_at, entered_at,
        {{ null_texts('entry_category_id') }},
        can_go_on,
        {{ null_texts('ended_by') }},
        cast(null as timestamp) as deadline,
        cast(null as timestamp) as attempt_deadline,
        {{ null_texts('deadline_reason') }},
        cast(null as bigint) as event_number,
        seconds_from_previous
    from engagement

)
{%- endmacro %}
