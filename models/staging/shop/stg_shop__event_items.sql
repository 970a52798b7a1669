{{ config(enabled='shop' in var('event_sources')) }}

with

purchases as (

    -- what came twice has brought its lines once
    select
        event_id,
        load_id,
        order_id,
        min(currency) as currency,
        min(occurred_at) as occurred_at

    from {{ ref('stg_shop__events') }}
    where event_type = 'purchase'
    group by 1, 2, 3

),

order_items as (

    select * from {{ ref('stg_shop__order_items') }}

),

products as (

    select * from {{ ref('stg_shop__products') }}

),

exchange_rates as (

    select * from {{ ref('stg_shop__exchange_rates') }}

),

event_items as (

    select
        purchases.event_id,
        purchases.load_id,
        purchases.order_id,
        order_items.line as item_number,
        order_items.product_id,
        products.product_name,
        products.brand,
        {{ null_texts('category_id') }},
        order_items.quantity,
        case
            when purchases.currency = '{{ var("reporting_currency") }}' then order_items.unit_price
            else {{ money('order_items.unit_price * exchange_rates.reporting_rate') }}
        end as unit_price

    from purchases
    inner join order_items
        on purchases.order_id = order_items.order_id
    left join products
        on order_items.product_id = products.product_id
    left join exchange_rates
        on purchases.currency = exchange_rates.currency
            and cast(purchases.occurred_at as date) = exchange_rates.rate_date

)

select * from event_items
