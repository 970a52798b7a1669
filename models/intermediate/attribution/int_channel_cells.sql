with

moves as (

    select * from {{ ref('int_channel_moves') }}

),

states as (

    select
        event_source,
        from_state as state,
        row_number() over (partition by event_source order by from_state asc nulls last) as state_number,
        count(*) over (partition by event_source) as size
    from moves
    group by 1, 2

),

cells as (

    select
        origins.event_source, origins.state as from_state, targets.state as to_state, origins.size,
        (origins.state_number - 1) * origins.size + targets.state_number as cell,
        coalesce(moves.probability, 0) as probability
    from states as origins
    inner join states as targets
        on origins.event_source = targets.event_source
    left join moves
        on origins.event_source = moves.event_source
            and origins.state = moves.from_state
            and targets.state = moves.to_state

)

select * from cells
