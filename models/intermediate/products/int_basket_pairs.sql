with

-- a set is only frequent if all its parts are
items as (

    select basket_items.*
    from {{ ref('int_basket_items') }} as basket_items
    inner join {{ ref('int_frequent_items') }} as frequent_items
        on {{ same_baskets('basket_items', 'frequent_items') }}
            and basket_items.item_id = frequent_items.item_id

),

pairs as (

    select
        items.event_source,
        items.basket_kind,
        items.item_kind,
        items.basket_id,
        items.item_id as first_id,
        others.item_id as second_id

    from items
    inner join items as others
        on {{ same_baskets('items', 'others') }}
            and items.basket_id = others.basket_id
            and items.item_id < others.item_id

)

select * from pairs
