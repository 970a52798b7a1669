with

daily as (

    select * from {{ ref('int_daily_products') }}

),

sold as (

    select
        event_source,
        session_date,
        product_id,
        category_id,
        price_band,
        count(case when product_count = 1 then 1 end) as lone_orders,
        {{ product_sales() }}

    from {{ ref('int_product_sales') }}
    where not is_bot
    group by 1, 2, 3, 4, 5

),

products as (

    select * from {{ ref('int_products') }}

),

product_funnel as (

    select
        daily.event_source,
        daily.session_date,
        daily.product_id,
        products.product_name,
        daily.category_id,
        {{ known('products.brand') }} as brand,
        daily.price_band,
        daily.lowest_price,
        daily.highest_price,
        daily.viewed_out_of_stock_sessions,
        coalesce(sold.lone_orders, 0) as lone_orders,
        {{ product_figures() }}

    from daily
    left join sold
        on daily.event_source = sold.event_source
            and daily.session_date = sold.session_date
            and daily.product_id = sold.product_id
            and daily.category_id = sold.category_id
            and daily.price_band = sold.price_band
    left join products
        on daily.event_source = products.event_source
            and daily.product_id = products.product_id

)

select * from product_funnel
