{%- set segment = 'stream, dimension, dimension_value, direction, level' -%}
with

daily_flows as (

    select * from {{ ref('int_daily_flows') }}

),

-- the near state of a step is the far one of the step before
edges as (

    select
        {{ segment }},
        case when direction = 'from_start' then from_state else to_state end as near_state,
        case when direction = 'from_start' then to_state else from_state end as far_state,
        sum(sessions) as sessions
    from daily_flows
    group by 1, 2, 3, 4, 5, 6, 7

),

nodes as (

    select
        {{ segment }},
        far_state as state,
        {{ rate('sum(sessions)', 'sum(sum(sessions)) over (partition by ' ~ segment ~ ')') }}
        < {{ var('path_minimum_flow_share') }}
        and far_state not in ('(start)', '(exit)') as is_small
    from edges
    group by 1, 2, 3, 4, 5, 6

),

folded as (

    select
        edges.stream, edges.dimension, edges.dimension_value, edges.direction, edges.level,
        case when coalesce(near_nodes.is_small, false) then '(other)' else edges.near_state end as near_state,
        case when far_nodes.is_small then '(other)' else edges.far_state end as far_state,
        cast(sum(edges.sessions) as bigint) as sessions
    from edges
    inner join nodes as far_nodes
        on {{ same_path_segment('edges', 'far_nodes') }}
            and edges.direction = far_nodes.direction
            and edges.level = far_nodes.level
            and edges.far_state = far_nodes.state
    left join nodes as near_nodes
        on {{ same_path_segment('edges', 'near_nodes') }}
            and edges.direction = near_nodes.direction
            and edges.level = near_nodes.level + 1
            and edges.near_state = near_nodes.state
    group by 1, 2, 3, 4, 5, 6, 7

),

path_flows as (

    select
        {{ segment }},
        case when direction = 'from_start' then near_state else far_state end as from_state,
        case when direction = 'from_start' then far_state else near_state end as to_state,
        sessions,
        {{ rate('sessions', 'sum(sessions) over (partition by ' ~ segment ~ ')') }} as share
    from folded

)

select * from path_flows
