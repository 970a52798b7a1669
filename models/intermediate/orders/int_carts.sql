{{ config(materialized='view') }}

with

session_carts as (

    select * from {{ ref('int_session_carts') }}

),

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot

),

carts as (

    select
        sessions.session_id || ':' || session_carts.cart_number as cart_id,
        sessions.session_id, session_carts.cart_number, sessions.event_source, sessions.person_id,
        sessions.device_type, sessions.channel, sessions.traffic_source, sessions.country_code, sessions.is_new_visitor,
        session_carts.item_count, session_carts.product_count, session_carts.cart_value,
        {{ price_band('session_carts.cart_value') }} as price_band,
        session_carts.last_product_id, session_carts.last_category_id, session_carts.last_step,
        {{ reporting_date('session_carts.started_at') }} as cart_date,
        {{ reporting_hour('session_carts.started_at') }} as cart_hour,
        session_carts.started_at, session_carts.purchased_at, sessions.ended_at as left_at,
        session_carts.purchased_at is not null as is_converted,
        session_carts.purchased_at is null and sessions.is_closed as is_abandoned,
        session_carts.purchased_at is null and not sessions.is_closed as is_in_flight

    from session_carts
    inner join sessions
        on session_carts.session_id = sessions.session_id

)

select * from carts
