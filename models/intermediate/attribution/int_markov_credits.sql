with

touchpoints as (

    select * from {{ ref('int_touchpoints') }}

),

removal_effects as (

    select * from {{ ref('int_removal_effects') }}
    where removal_effect > 0

),

-- of a day's orders the millionths, of their revenue the cents
days as (

    select
        event_source,
        session_date,
        count(*) * 1000000 as millionths,
        cast(coalesce(sum(revenue), 0) * 100 as bigint) as cents

    from touchpoints
    where order_key is not null
        and position = touchpoint_count
    group by 1, 2

),

weighed as (

    select
        days.*,
        removal_effects.channel,
        cast(removal_effects.removal_effect * 1000000 as bigint) as weight

    from days
    inner join removal_effects
        on days.event_source = removal_effects.event_source

),

{{ shared_out(['millionths', 'cents'], 'event_source, session_date', 'channel') }},

credits as (

    select
        event_source,
        session_date,
        channel,
        cast(millionths_share / 1000000 as decimal(18, 6)) as orders,
        cast(cents_share / 100 as decimal(18, 2)) as revenue

    from shared_out

)

select * from credits
