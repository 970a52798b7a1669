{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('int_orders') }}

),

session_orders as (

    select
        session_id,
        count(*) as order_count,
        cast(coalesce(sum(revenue), 0) as decimal(18, 2)) as revenue

    from orders
    group by 1

)

select * from session_orders
