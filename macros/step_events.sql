{#- CTEs that find the events of funnels' steps among `actor_events`, steps of some kind (a condition); the last of them is
    `step_events`. An event without a property that its funnel holds constant is no step. -#}
{% macro step_events(condition) -%}
conditions as (

    select * from {{ ref('int_step_conditions') }}
    where {{ condition }}

),

matched_events as {{ inlined() }} (

    select
        conditions.funnel,
        conditions.step_number,
        conditions.step_kind,
        conditions.step_name,
        conditions.step_order,
        conditions.entry,
        conditions.place,
        actor_events.actor_id,
        actor_events.position,
        actor_events.occurred_at,
        actor_events.category_id,
        {{ held_value() }} as held_value

    from actor_events
    inner join conditions
        on actor_events.scope = conditions.scope
            and actor_events.event_type = conditions.event_type
            and (conditions.page_path_pattern is null or actor_events.page_path like conditions.page_path_pattern)
            and (conditions.wanted_category_id is null or actor_events.category_id = conditions.wanted_category_id)

),

step_events as {{ inlined() }} (

    select * from matched_events
    where held_value is not null

)
{%- endmacro %}
