with

orders as (

    select
        event_source,
        'order' as basket_kind,
        order_key as basket_id,
        session_id,
        product_id

    from {{ ref('int_order_products') }}
    where not is_bot

),

human_sessions as (

    select session_id from {{ ref('int_sessions') }}
    where not is_bot

),

carts as (

    select distinct
        event_source,
        'cart' as basket_kind,
        session_id || ':' || cart_number as basket_id,
        session_id,
        product_id

    from {{ ref('int_session_items') }}
    where step_name = 'add_to_cart'
        and session_id in (select session_id from human_sessions)

),

basket_products as (

    select * from orders
    where product_id <> '(unknown)'
    union all
    select * from carts
    where product_id <> '(unknown)'

)

select * from basket_products
