{#- CTEs that take the attempts at a place of their funnels, `attempts_<place>`, one step further: `followed_<place>` says what
    came of each, `attempts_<place + 1>` are those that went on. A step is its first event after the one before, if that
    comes by the deadline and no exclusion comes first; in a strict funnel it is the very next event. -#}
{% macro follow_step(place) -%}
{{ next_step(place) }},

followed_{{ place }} as (

    select
        attempts.*,
        {{ place }} as place,
        links.place is null as is_at_end,
        links.step_order = 'strict' as is_strict,
        coalesce(judged.is_going_on, false) as is_going_on,
        case when judged.is_going_on then judged.required_position else judged.exclusion_position end as end_position,
        case when judged.is_excluded and not judged.is_going_on then judged.exclusion end as exclusion,
        {{ step_deadline('attempts') }} as deadline,
        links.maximum_gap_seconds

    from attempts_{{ place }} as attempts
    left join links
        on attempts.funnel = links.funnel
            and links.place = {{ place + 1 }}
    left join judged_{{ place }} as judged
        on attempts.funnel = judged.funnel
            and attempts.actor_id = judged.actor_id
            and attempts.entry_position = judged.entry_position

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
