{#- Into a state of a step, seen from where counting begins, go as many as go on from it in the next step, also where
    small states are folded. Who has come to the other end does not go on. -#}
with

flows as (

    select
        stream, dimension, dimension_value, direction, level, sessions,
        case when direction = 'from_start' then from_state else to_state end as near_state,
        case when direction = 'from_start' then to_state else from_state end as far_state

    from {{ ref('path_flows') }}

),

figures as (

    select
        stream, dimension, dimension_value, direction, level,
        far_state as state,
        sessions as arriving,
        0 as going_on
    from flows
    where level < 5 and far_state not in ('(start)', '(exit)')
    union all
    select
        stream, dimension, dimension_value, direction,
        level - 1 as level,
        near_state as state,
        0 as arriving,
        sessions as going_on
    from flows
    where level > 1

)

select
    stream, dimension, dimension_value, direction, level, state,
    sum(arriving) as arriving,
    sum(going_on) as going_on

from figures
group by 1, 2, 3, 4, 5, 6
having sum(arriving) <> sum(going_on)
