{#- CTEs that keep the best attempt of each actor: the one that came furthest, of several the first. The last of them is
    `best_attempts`, a row a place it reached, with what ended it there and until when the actor could still go on. A strict
    attempt is over when its actor has done anything else: `actors` know the last position of whoever is in a strict
    funnel. -#}
{% macro best_attempts() -%}
attempts as (

    select * from steps_in_order
    union all
    select * from steps_in_any_order

),

ended as (

    select
        attempts.*,
        coalesce(exclusion, case when attempts.position < actors.last_position then 'other_event' end) as ended_by

    from attempts
    left join actors
        on attempts.is_strict
            and attempts.actor_id = actors.actor_id

),

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

best_attempts as (

    select
        *,
        ended_by is null and not is_going_on and not is_at_end as can_go_on,
        deadline as actor_deadline
    from ended
    where entry = 'first'
    union all
    select
        ended.*,
        ranked.open_attempts > 0 and not is_going_on and not is_at_end as can_go_on,
        case when ranked.open_attempts = ranked.limited_attempts then ranked.last_deadline end as actor_deadline
    from ended
    inner join ranked
        on ended.funnel = ranked.funnel
            and ended.actor_id = ranked.actor_id
            and ended.entry_position = ranked.best_entry_position

)
{%- endmacro %}
