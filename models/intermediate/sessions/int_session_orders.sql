{{ config(materialized='view') }}

with

orders as (

    select
        *,
        order_key || ' ' || coalesce({{ text_of('revenue') }}, '') as order_text

    from {{ ref('int_refunded_orders') }}
    where order_status <> 'unknown_order'

),

session_orders as (

    select
        session_id,
        count(*) as order_count,
        count(revenue) as valued_order_count,
        count(*) filter (where refund_event_count > 0) as refunded_order_count,
        cast(coalesce(sum(revenue), 0) as decimal(18, 2)) as revenue,
        {{ joined_texts(ordered_list('order_text', 'order_key'), "', '") }} as order_list

    from orders
    group by 1

)

select * from session_orders
