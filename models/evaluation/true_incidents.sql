{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

incidents as (

    select * from {{ source('truth', 'incidents') }}

),

orders as (

    select * from {{ ref('orders') }}

),

-- what part of a day's orders fall into the hours of an incident that is shorter
hours as (

    select
        incidents.started_at,
        {{ rate(
            'count(case when extract(hour from orders.ordered_at) >= extract(hour from incidents.started_at)
                and extract(hour from orders.ordered_at) < extract(hour from incidents.ended_at) then 1 end)',
            'count(*)'
        ) }} as share_of_day

    from incidents
    cross join orders
    where incidents.kind = 'payment_outage'
    group by 1

),

true_incidents as (

    select
        incidents.kind,
        incidents.segment,
        incidents.size * coalesce(hours.share_of_day, 1) as size,
        cast(incidents.started_at as date) as start_date,
        cast(incidents.ended_at - interval '1' second as date) as end_date,
        -- what it shows in
        case
            when incidents.kind in ('checkout_broken', 'gradual_decline') then 'cart_to_checkout'
            when incidents.kind = 'payment_outage' then 'checkout_to_purchase'
            when incidents.kind = 'tracking_lost' then 'events: ' || incidents.segment
            when incidents.kind = 'value_lost' then 'purchases with ' || incidents.segment
            else 'sessions'
        end as metric,
        case when incidents.kind = 'checkout_broken' then incidents.segment else '(all)' end as dimension_value

    from incidents
    left join hours
        on incidents.started_at = hours.started_at

)

select * from true_incidents
