with

daily_flows as (

    select * from {{ ref('int_daily_flows') }}

),

edges as (

    select
        stream,
        dimension,
        dimension_value,
        direction,
        level,
        from_state,
        to_state,
        sum(sessions) as sessions

    from daily_flows
    group by 1, 2, 3, 4, 5, 6, 7

),

with_share as (

    select
        *,
        {{ rate(
            'sessions', 'sum(sessions) over (partition by stream, dimension, dimension_value, direction, level)'
        ) }} as share

    from edges

),

folded as (

    select
        stream, dimension, dimension_value, direction, level,
        case
            when share < {{ var('path_minimum_edge_share') }} and direction <> 'from_start' then '(other)'
            else from_state
        end as from_state,
        case
            when share < {{ var('path_minimum_edge_share') }} and direction = 'from_start' then '(other)'
            else to_state
        end as to_state,
        cast(sum(sessions) as bigint) as sessions

    from with_share
    group by 1, 2, 3, 4, 5, 6, 7

),

path_flows as (

    select
        *,
        {{ rate(
            'sessions', 'sum(sessions) over (partition by stream, dimension, dimension_value, direction, level)'
        ) }} as share

    from folded

)

select * from path_flows
