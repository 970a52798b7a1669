{{ config(enabled='shop' in var('event_sources')) }}

with

orders as (

    select * from {{ source('raw', 'orders') }}

),

renamed as (

    select
        order_id,
        customer_id,
        visitor_id,
        country_code,
        currency,
        {{ filled('coupon') }} as coupon,
        total,
        ordered_at

    from orders

)

select * from renamed
