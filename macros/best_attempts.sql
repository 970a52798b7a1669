{#- CTEs that keep the best of the `stored_attempts` of each actor: the one that came furthest, of several the first. The last
    of them is `best_attempts`, a row a place it reached, with what ended it there and until when the actor could still go
    on. A strict attempt is over when its actor has done anything else, by `actor_events`. -#}
{% macro best_attempts() -%}
links as (

    select * from {{ ref('int_funnel_steps') }}
    where is_required and place > 1

),

attempts as (

    select
        attempts.*,
        links.step_order,
        links.place is null as is_at_end,
        {{ step_deadline('attempts') }} as deadline,
        links.maximum_gap_seconds

    from stored_attempts as attempts
    left join links
        on attempts.funnel = links.funnel
            and links.place = attempts.place + 1

),

strict_actors as (

    select
        actor_id,
        max(position) as last_position

    from actor_events
    where actor_id in (select actor_id from attempts where step_order = 'strict')
    group by 1

),

ended as (

    select
        attempts.*,
        coalesce(exclusion, case when attempts.position < strict_actors.last_position then 'other_event' end) as ended_by

    from attempts
    left join strict_actors
        on attempts.step_order = 'strict'
            and attempts.actor_id = strict_actors.actor_id

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
