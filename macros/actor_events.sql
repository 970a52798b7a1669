{#- CTEs that put what visitors and persons did in order across their `sessions`: `actor_events`, and `actors`. -#}
{% macro actor_events() -%}
wanted_events as (

    select * from {{ ref('int_cross_session_events') }}

),

actor_events as (

    select
        sessions.scope,
        sessions.actor_id,
        wanted_events.*,
        -- the order of events; within a session it is that of their numbers
        row_number() over (
            partition by sessions.scope, sessions.actor_id
            order by
                wanted_events.occurred_at asc nulls last,
                wanted_events.received_at asc nulls last,
                wanted_events.session_id asc nulls last,
                wanted_events.event_number asc nulls last
        ) as position

    from wanted_events
    inner join sessions
        on wanted_events.session_id = sessions.session_id

),

actors as (

    select
        actor_id,
        max(position) as last_position

    from actor_events
    where scope in (select scope from {{ ref('int_step_conditions') }} where step_order = 'strict')
    group by 1

)
{%- endmacro %}
