-- Which products are looked at and not bought, less than chance allows, and were they in stock?
with

products as (

    select
        event_source,
        product_id,
        max(product_name) as product_name,
        max(brand) as brand,
        sum(viewed_sessions) as viewed,
        sum(carted_sessions) as carted,
        -- who bought without looking does not speak for the page
        sum(least(purchased_sessions, viewed_sessions)) as purchased,
        sum(viewed_out_of_stock_sessions) as viewed_out_of_stock

    from {{ ref('product_funnel') }}
    where product_id <> '(unknown)'
        and {{ filtered('session_date') }}
    group by event_source, product_id

),

totals as (

    select
        event_source,
        {{ rate('sum(purchased)', 'sum(viewed)') }} as usual_look_to_book

    from products
    group by event_source

),

compared as (

    select
        products.event_source, products.product_id, products.product_name, products.brand,
        products.viewed, products.carted, products.purchased,
        {{ rate('products.carted', 'products.viewed') }} as look_to_cart,
        {{ rate('products.purchased', 'products.viewed') }} as look_to_book,
        {{ wilson_bound('products.purchased', 'products.viewed', '+') }} as look_to_book_high,
        totals.usual_look_to_book,
        totals.usual_look_to_book * products.viewed - products.purchased as missing_purchases,
        {{ rate('products.viewed_out_of_stock', 'products.viewed') }} as out_of_stock_share

    from products
    inner join totals
        on products.event_source = totals.event_source
    where products.viewed > 0

)

select
    *,
    look_to_book_high < usual_look_to_book as is_sure
from compared
order by is_sure desc nulls last, missing_purchases desc nulls last, product_id asc nulls last
limit 50
