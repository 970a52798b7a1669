with

touchpoints as (

    select * from {{ ref('int_touchpoints') }}

),

-- from each touchpoint's channel back to the one before, and from the last one on to how the journey ends
steps as (

    select
        event_source,
        coalesce(previous_channel, '(start)') as from_state,
        channel as to_state
    from touchpoints
    union all
    select
        event_source,
        channel as from_state,
        case when order_key is null then '(no order)' else '(order)' end as to_state
    from touchpoints
    where position = touchpoint_count

),

moves as (

    select
        event_source,
        from_state,
        to_state,
        count(*) as moves,
        {{ rate('count(*)', 'sum(count(*)) over (partition by event_source, from_state)') }} as probability

    from steps
    group by 1, 2, 3

)

select * from moves
