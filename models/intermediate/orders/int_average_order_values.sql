{{ config(materialized='view') }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot

),

average_order_values as (

    select
        event_source,
        {{ rate('sum(revenue)', 'sum(order_count)') }} as average_order_value

    from sessions
    group by 1

)

select * from average_order_values
