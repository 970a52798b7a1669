{#- CTEs that say what ended the `stored_attempts`, and until when they could go on, the last of them `ended`. A strict
    attempt is over when its actor has done anything else, by `actor_events`. -#}
{% macro ended_attempts() -%}
links as (

    select * from {{ ref('int_funnel_steps') }}
    where is_required and place > 1

),

attempts as {{ inlined() }} (

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

ended as {{ inlined() }} (

    select
        attempts.*,
        coalesce(exclusion, case when attempts.position < strict_actors.last_position then 'other_event' end) as ended_by

    from attempts
    left join strict_actors
        on attempts.step_order = 'strict'
            and attempts.actor_id = strict_actors.actor_id

)
{%- endmacro %}
