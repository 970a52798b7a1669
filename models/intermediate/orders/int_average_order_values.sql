{{ config(materialized='view') }}

with

orders as (

    select * from {{ ref('int_orders') }}
    where not is_bot and revenue is not null

),

average_order_values as (

    select
        event_source,
        {{ rounded(rate('sum(revenue)', 'count(*)'), 6) }} as average_order_value

    from orders
    group by 1

)

select * from average_order_values
