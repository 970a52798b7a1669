{{ config(materialized='view') }}

with

progress as (

    select
        progress.funnel,
        progress.actor_id,
        progress.entered_at,
        progress.entered_at + funnels.conversion_window_seconds * interval '1' second as closes_at

    from {{ ref('int_cross_session_progress') }} as progress
    inner join {{ ref('funnels') }} as funnels
        on progress.funnel = funnels.funnel
    where progress.step_number = 1

),

session_actors as (

    select * from {{ ref('int_session_actors') }}

),

orders as (

    select * from {{ ref('int_orders') }}

),

purchases as (

    select distinct
        progress.funnel,
        progress.actor_id

    from orders
    inner join session_actors
        on orders.session_id = session_actors.session_id
    inner join progress
        on session_actors.actor_id = progress.actor_id
            and orders.ordered_at between progress.entered_at and progress.closes_at

)

select * from purchases
