{#- CTEs that turn `best_attempts` into `steps_reached`, a row a step that was reached. -#}
{% macro steps_reached() -%}
steps as (

    select * from {{ ref('int_funnel_steps') }}

),

{{ optional_steps() }},

steps_reached as (

    select
        best_attempts.funnel, actor_id, steps.step_number, position, reached_at, previous_reached_at, entry_position,
        entered_at, entry_category_id, can_go_on,
        case when not is_going_on and not is_at_end then ended_by end as ended_by,
        case when can_go_on then actor_deadline end as deadline,
        case when not is_going_on then best_attempts.deadline end as attempt_deadline,
        case
            when is_going_on or best_attempts.deadline is null then null
            when best_attempts.deadline = reached_at + best_attempts.maximum_gap_seconds * interval '1' second
                then 'maximum_gap'
            else 'conversion_window'
        end as deadline_reason
    from best_attempts
    inner join steps
        on best_attempts.funnel = steps.funnel
            and best_attempts.place = steps.place
            and steps.is_required
    union all
    select
        funnel, actor_id, step_number, position, reached_at, previous_reached_at, entry_position,
        entered_at, entry_category_id,
        false as can_go_on,
        {{ null_texts('ended_by') }},
        cast(null as timestamp) as deadline,
        cast(null as timestamp) as attempt_deadline,
        {{ null_texts('deadline_reason') }}
    from optional_steps

)
{%- endmacro %}
