{#- CTEs that follow `step_events` through funnels whose steps come in any order, the last of them `steps_in_any_order`: a row
    an attempt and number of different steps it has taken by then. -#}
{% macro steps_in_any_order() -%}
any_order_attempts as (

    select
        entries.*,
        entered_at + steps.conversion_window_seconds * interval '1' second as deadline

    from ({{ first_attempts("step_order = 'any'") }}) as entries
    inner join {{ ref('int_funnel_steps') }} as steps
        on entries.funnel = steps.funnel
            and steps.is_last_step

),

different_steps as (

    select
        attempts.funnel, attempts.entry, attempts.actor_id, attempts.entry_position, attempts.entered_at,
        attempts.held_value, attempts.entry_category_id, attempts.deadline,
        step_events.step_number,
        min(step_events.position) as position,
        min(step_events.occurred_at) as reached_at

    from any_order_attempts as attempts
    inner join step_events
        on attempts.funnel = step_events.funnel
            and attempts.actor_id = step_events.actor_id
            and attempts.held_value = step_events.held_value
            and attempts.entry_position <= step_events.position
            and step_events.occurred_at <= coalesce(attempts.deadline, step_events.occurred_at)
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9

),

steps_in_any_order as (

    select
        funnel, entry, actor_id, entry_position, entered_at, held_value, entry_category_id, position, reached_at,
        lag(reached_at) over attempt as previous_reached_at,
        row_number() over attempt as place,
        lead(position) over attempt is not null as is_going_on,
        lead(position) over attempt as end_position,
        {{ null_texts('exclusion') }}

    from different_steps
    window attempt as (
        partition by funnel, actor_id, entry_position order by position asc nulls last
    )

)
{%- endmacro %}
