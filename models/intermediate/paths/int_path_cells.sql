with

transitions as (

    select
        stream,
        dimension,
        dimension_value,
        from_state,
        to_state,
        sum(open_transitions) as open_transitions,
        sum(converting_transitions) as converting_transitions

    from {{ ref('int_daily_transitions') }}
    where open_transitions > 0
    group by 1, 2, 3, 4, 5

),

states as (

    select
        stream,
        dimension,
        dimension_value,
        from_state as state,
        sum(open_transitions) as departures,
        sum(converting_transitions) as conversions,
        row_number() over (
            partition by stream, dimension, dimension_value order by from_state asc nulls last
        ) as state_number,
        count(*) over (partition by stream, dimension, dimension_value) as state_count

    from transitions
    group by 1, 2, 3, 4

),

cells as (

    select
        origins.stream,
        origins.dimension,
        origins.dimension_value,
        origins.state as from_state,
        targets.state as to_state,
        origins.state_count,
        (origins.state_number - 1) * origins.state_count + targets.state_number as cell,
        coalesce(
            {{ rate('transitions.open_transitions - transitions.converting_transitions', 'origins.departures') }}, 0
        ) as probability,
        {{ rate('targets.conversions', 'targets.departures') }} as converting_probability

    from states as origins
    inner join states as targets
        on {{ same_path_segment('origins', 'targets') }}
    left join transitions
        on {{ same_path_segment('origins', 'transitions') }}
            and origins.state = transitions.from_state
            and targets.state = transitions.to_state

)

select * from cells
