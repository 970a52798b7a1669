{{ config(enabled='ga4' in var('event_sources')) }}

with

items as (

    select * from {{ ref('stg_ga4__items') }}

),

-- an event on a list of products names all that were shown; what was put into the cart has a quantity; what came twice
-- has brought its items once
event_items as (

    select distinct
        event_id,
        load_id,
        order_id,
        item_number,
        product_id,
        product_name,
        brand,
        category_id,
        quantity,
        unit_price

    from items
    where product_id is not null
        and (
            event_type in ('checkout', 'purchase')
            or (event_type in ('add_to_cart', 'remove_from_cart') and quantity is not null)
            or (event_type = 'view_item' and item_count = 1)
        )

)

select * from event_items
