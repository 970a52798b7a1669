with

basket_products as (

    select * from {{ ref('int_basket_products') }}

),

session_products as (

    select * from {{ ref('int_session_products') }}

),

categories as (

    select distinct
        basket_products.event_source,
        basket_products.basket_kind,
        basket_products.basket_id,
        session_products.category_id

    from basket_products
    inner join session_products
        on basket_products.session_id = session_products.session_id
            and basket_products.product_id = session_products.product_id
    where session_products.category_id <> '(unknown)'

),

basket_items as (

    select event_source, basket_kind, 'product' as item_kind, basket_id, product_id as item_id
    from basket_products
    union all
    select event_source, basket_kind, 'category' as item_kind, basket_id, category_id as item_id
    from categories

)

select * from basket_items
