{#- CTEs that put the progress through funnels of all scopes into one, `progress`, where it is touched; an actor is a session
    of its own, or has one in which it entered. -#}
{% macro all_progress() -%}
{%- set shared = 'funnel, actor_id, step_number, event_number, reached_at, entered_at, entry_category_id, can_go_on, ended_by, '
    ~ 'deadline, attempt_deadline, deadline_reason, seconds_from_previous, next_event_type' -%}
progress as (

    select
        {{ shared }},
        actor_id as session_id,
        actor_id as entry_session_id
    from {{ ref('int_funnel_progress') }}
    where {{ is_touched('actor_id', 'int_restated_entrants') }}
    union all
    select
        {{ shared }},
        session_id,
        entry_session_id
    from {{ ref('int_cross_session_progress') }}
    where {{ is_touched('actor_id', 'int_restated_entrants') }}

)
{%- endmacro %}
