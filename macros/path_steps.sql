{#- CTEs that collapse the repeats of `states`, the last of them `steps`: a row a step, its `(start)` among them, with whether the
    session had reached its first goal by then. -#}
{% macro path_steps() -%}
goals as (

    select
        session_id,
        min(event_number) as goal_number

    from session_events
    where is_goal
    group by 1

),

with_previous as (

    select
        *,
        lag(state) over (partition by session_id, stream order by event_number asc nulls last) as previous_state

    from states

),

steps as (

    select
        with_previous.session_id,
        with_previous.stream,
        with_previous.event_number,
        with_previous.occurred_at,
        with_previous.state,
        goals.goal_number,
        case when with_previous.event_number < coalesce(goals.goal_number, with_previous.event_number + 1)
            then with_previous.state
        end as open_state

    from with_previous
    left join goals
        on with_previous.session_id = goals.session_id
    where with_previous.state is distinct from with_previous.previous_state

)
{%- endmacro %}
