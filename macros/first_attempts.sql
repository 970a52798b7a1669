{#- The attempts that begin at `step_events` of some kind (a condition): at an actor's first or, with entry any, at each. -#}
{% macro first_attempts(condition) -%}
    select
        funnel,
        entry,
        actor_id,
        min(position) as entry_position,
        min(occurred_at) as entered_at,
        {{ first_known('held_value', 'position') }} as held_value,
        nullif({{ first_known("coalesce(category_id, '')", 'position') }}, '') as entry_category_id

    from step_events
    where {{ condition }}
    group by funnel, entry, actor_id, case when entry = 'any' then position end
{%- endmacro %}
