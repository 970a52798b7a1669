{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

visits as (

    select
        session_id, person_id, event_source, channel, session_date, started_at,
        row_number() over (
            partition by person_id order by started_at asc nulls last, session_id asc nulls last
        ) as visit_number,
        count(*) over (partition by person_id) as visit_count,
        sum(order_count) over (partition by person_id) as person_orders

    from {{ ref('int_sessions') }}
    where not is_bot
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

-- a journey ends with an order, or, if its person has none, with the last visit
journeys as (

    select
        visits.person_id, visits.event_source, visits.session_date, visits.visit_number as last_visit_number,
        orders.order_key, orders.ordered_at as ended_at, orders.revenue
    from visits
    inner join {{ ref('int_orders') }} as orders
        on visits.session_id = orders.session_id
    union all
    select
        person_id, event_source, session_date, visit_number as last_visit_number,
        {{ null_texts('order_key') }}, started_at as ended_at,
        cast(null as decimal(18, 2)) as revenue
    from visits
    where person_orders = 0 and visit_number = visit_count

),

touchpoints as (

    select
        journeys.person_id, journeys.event_source, journeys.order_key, journeys.session_date, journeys.revenue,
        visits.session_id, visits.channel,
        {{ microseconds_between('visits.started_at', 'journeys.ended_at') }} as microseconds_before_end,
        row_number() over journey as position,
        count(*) over (
            partition by journeys.person_id, journeys.event_source, journeys.order_key
        ) as touchpoint_count,
        lag(visits.channel) over journey as previous_channel

    from journeys
    inner join visits
        on journeys.person_id = visits.person_id
            and (
                journeys.last_visit_number = visits.visit_number
                or journeys.last_visit_number > visits.visit_number
                and visits.started_at
                >= journeys.ended_at - {{ var('attribution_lookback_days') }} * interval '1' day
            )
    window journey as (
        partition by journeys.person_id, journeys.event_source, journeys.order_key
        order by visits.visit_number asc nulls last
    )

)

select * from touchpoints
