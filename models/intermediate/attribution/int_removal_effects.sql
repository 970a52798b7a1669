with

visits as (

    select * from {{ ref('int_channel_visits') }}

),

moves as (

    select * from {{ ref('int_channel_moves') }}

),

-- how likely a journey that stands at a channel ends with an order
prospects as (

    select
        visits.event_source,
        visits.from_state as state,
        coalesce(sum(visits.visits * last_moves.probability), 0) as order_probability

    from visits
    left join moves as last_moves
        on visits.event_source = last_moves.event_source
            and visits.to_state = last_moves.from_state
            and last_moves.to_state = '(order)'
    group by 1, 2

),

-- all orders less those of journeys that never come to the channel
effects as (

    select
        from_start.event_source,
        from_start.to_state as channel,
        cast({{ rate('from_start.visits', 'stays.visits') }} as decimal(18, 6)) as reach,
        cast(prospects.order_probability as decimal(18, 6)) as order_probability,
        cast(
            {{ rate('from_start.visits * prospects.order_probability', 'stays.visits * starts.order_probability') }}
            as decimal(18, 6)
        ) as removal_effect

    from visits as from_start
    inner join visits as stays
        on from_start.event_source = stays.event_source
            and from_start.to_state = stays.from_state
            and from_start.to_state = stays.to_state
    inner join prospects
        on from_start.event_source = prospects.event_source
            and from_start.to_state = prospects.state
    inner join prospects as starts
        on from_start.event_source = starts.event_source
            and from_start.from_state = starts.state
    where from_start.from_state = '(start)'
        and from_start.to_state <> '(start)'

)

select * from effects
