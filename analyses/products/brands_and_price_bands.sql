-- Which brands and price bands are looked at, put into the cart and bought, and what do they bring?
with

products as (

    select 'brand' as dimension, brand as dimension_value, * from {{ ref('product_funnel') }}
    union all
    select 'price_band' as dimension, price_band as dimension_value, * from {{ ref('product_funnel') }}

),

-- a session counts once for each product it met
summed as (

    select
        event_source,
        dimension,
        dimension_value,
        count(distinct product_id) as products,
        sum(viewed_sessions) as views,
        sum(carted_sessions) as carts,
        sum(purchased_sessions) as purchases,
        sum(units) as units,
        sum(revenue) as revenue,
        sum(refunded_revenue) as refunded_revenue

    from products
    where {{ filtered('session_date', 'dimension') }}
    group by event_source, dimension, dimension_value

)

select
    *,
    {{ rate('carts', 'views') }} as look_to_cart,
    {{ rate('purchases', 'views') }} as look_to_book,
    {{ rate('revenue', 'sum(revenue) over (partition by event_source, dimension)') }} as revenue_share,
    {{ rate('refunded_revenue', 'revenue') }} as refunded_share
from summed
order by event_source asc nulls last, dimension asc nulls last, revenue desc nulls last, dimension_value asc nulls last
