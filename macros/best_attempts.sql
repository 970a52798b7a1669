{#- CTEs that keep the best of the attempts of each actor: the one that came furthest, of several the first. The last of them
    is `best_attempts`, a row a place it reached, with what ended it there and until when the actor could still go on. -#}
{% macro best_attempts() -%}
{{ ended_attempts() }},

-- one that came less far may still come further
ranked as (

    select
        funnel,
        actor_id,
        max_by(entry_position, place * cast(1000000000000 as bigint) - entry_position) as best_entry_position,
        count(case when ended_by is null and not is_at_end then 1 end) as open_attempts,
        count(case when ended_by is null and not is_at_end then deadline end) as limited_attempts,
        max(case when ended_by is null and not is_at_end then deadline end) as last_deadline

    from ended
    where entry = 'any' and not is_going_on
    group by 1, 2

),

best_attempts as {{ inlined() }} (

    select
        ended.*,
        coalesce(ranked.open_attempts > 0, ended_by is null) and not is_going_on and not is_at_end as can_go_on,
        case
            when ranked.funnel is null then deadline
            when ranked.open_attempts = ranked.limited_attempts then ranked.last_deadline
        end as actor_deadline
    from ended
    left join ranked
        on ended.funnel = ranked.funnel
            and ended.actor_id = ranked.actor_id
    where ended.entry_position = coalesce(ranked.best_entry_position, ended.entry_position)

)
{%- endmacro %}
