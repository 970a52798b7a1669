{#- A CTE, `optional_steps`: those of the optional `step_events` that `best_attempts` took, the first event after the required
    step before it, if the next one, or what ended the attempt, did not come first. -#}
{% macro optional_steps() -%}
optional_steps as (

    select
        best_attempts.funnel,
        best_attempts.actor_id,
        steps.step_number,
        min(events.position) as position,
        min(events.occurred_at) as reached_at,
        {%- for column in ['previous_reached_at', 'entry_position', 'entered_at', 'entry_category_id'] %}
        min(best_attempts.{{ 'reached_at' if loop.first else column }}) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}

    from step_events as events
    inner join steps
        on events.funnel = steps.funnel
            and events.step_number = steps.step_number
    inner join best_attempts
        on events.funnel = best_attempts.funnel
            and events.actor_id = best_attempts.actor_id
            and events.held_value = best_attempts.held_value
            and events.place = best_attempts.place + 1
            and events.position > best_attempts.position
    where events.position < coalesce(end_position, events.position + 1)
        and events.occurred_at <= coalesce(best_attempts.deadline, events.occurred_at)
        and events.occurred_at <= coalesce(
            best_attempts.reached_at + steps.maximum_gap_seconds * interval '1' second, events.occurred_at
        )
    group by 1, 2, 3

)
{%- endmacro %}
