{#- CTEs that take the attempts at a place, `attempts_<place>`, one step further: `judged_<place>` says, of those that have
    one, which event counts, the first that takes the next step or the first that excludes it; `attempts_<place + 1>` are
    those that went on. A step must come by the deadline and, in a strict funnel, be the very next event. -#}
{% macro next_step(place) -%}
found_{{ place }} as (

    select
        attempts.funnel,
        attempts.actor_id,
        attempts.entry_position,
        {%- for column in ['entry', 'held_value', 'entry_category_id', 'entered_at', 'reached_at', 'position'] %}
        min(attempts.{{ column }}) as {{ column }},
        {%- endfor %}
        {%- for kind in ['required', 'exclusion'] %}
        min(case when step_kind = '{{ kind }}' then step_events.position end) as {{ kind }}_position,
        min(case when step_kind = '{{ kind }}' then step_events.occurred_at end) as {{ kind }}_at,
        {%- endfor %}
        {{ first_known("case when step_kind = 'exclusion' then step_name end", 'step_events.position') }} as exclusion

    from attempts_{{ place }} as attempts
    inner join step_events
        on attempts.funnel = step_events.funnel
            and attempts.actor_id = step_events.actor_id
            and attempts.held_value = step_events.held_value
            and attempts.position < step_events.position
    where step_events.place = {{ place + 1 }}
    group by 1, 2, 3

),

judged_{{ place }} as (

    select
        found.*,
        coalesce(
            required_at <= coalesce({{ step_deadline('found') }}, required_at)
            and required_position <= coalesce(exclusion_position, required_position)
            and (links.step_order <> 'strict' or required_position = position + 1),
            false
        ) as is_going_on,
        exclusion_at <= coalesce({{ step_deadline('found') }}, exclusion_at) as is_excluded

    from found_{{ place }} as found
    inner join links
        on found.funnel = links.funnel
            and links.place = {{ place + 1 }}

),

attempts_{{ place + 1 }} as (

    select
        funnel, entry, actor_id, entry_position, entered_at, held_value, entry_category_id,
        required_position as position,
        required_at as reached_at,
        reached_at as previous_reached_at

    from judged_{{ place }}
    where is_going_on

)
{%- endmacro %}
