{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

carts as (

    select * from {{ ref('int_carts') }}
    where {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

orders as (

    select
        sessions.person_id,
        orders.ordered_at

    from {{ ref('int_orders') }} as orders
    inner join {{ ref('int_sessions') }} as sessions
        on orders.session_id = sessions.session_id
    where not orders.is_bot

),

recovered as (

    select
        carts.cart_id,
        -- a condition of the join on times would make engines compare all carts with all orders
        min(
            case
                when orders.ordered_at > carts.left_at
                    and orders.ordered_at <= carts.left_at + {{ var('cart_recovery_days') }} * interval '1' day
                    then orders.ordered_at
            end
        ) as recovered_at

    from carts
    inner join orders
        on carts.person_id = orders.person_id
    where carts.is_abandoned
    group by 1

),

with_recovery as (

    select
        carts.*,
        recovered.recovered_at is not null as is_recovered,
        recovered.recovered_at,
        case when is_abandoned then {{ seconds_between('started_at', 'left_at') }} end as seconds_to_abandon

    from carts
    left join recovered
        on carts.cart_id = recovered.cart_id

)

select * from with_recovery
