with

daily_transitions as (

    select * from {{ ref('int_daily_transitions') }}

),

summed as (

    select
        stream,
        dimension,
        dimension_value,
        from_state,
        to_state,
        cast(sum(transitions) as bigint) as transitions,
        cast(sum(sessions) as bigint) as sessions,
        {{ path_time_bins(counted=false) }}

    from daily_transitions
    group by 1, 2, 3, 4, 5

),

path_transitions as (

    select
        stream,
        dimension,
        dimension_value,
        from_state,
        to_state,
        transitions,
        sessions,
        {{ rate(
            'transitions', 'sum(transitions) over (partition by stream, dimension, dimension_value, from_state)'
        ) }} as probability,
        {{ median_of_bins() }} as median_seconds

    from summed

)

select * from path_transitions
