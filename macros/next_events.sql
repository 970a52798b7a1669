{#- A CTE, `next_events`: what actors did next where they stopped, the first event of `session_events` after that step, in
    the same session, that is not automatic. Of a CTE of steps with a column that names their sessions. -#}
{% macro next_events(steps, session) -%}
next_events as (

    select
        steps.funnel,
        steps.actor_id,
        {{ first_known('session_events.event_type', 'session_events.event_number') }} as next_event_type

    from {{ steps }} as steps
    inner join session_events
        on steps.{{ session }} = session_events.session_id
            and steps.event_number < session_events.event_number
    where (steps.can_go_on or steps.ended_by is not null)
        and not session_events.is_automatic
    group by 1, 2

)
{%- endmacro %}
