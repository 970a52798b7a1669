{{ config(enabled='shop' in var('event_sources')) }}

with

products as (

    select * from {{ source('raw', 'products') }}

),

renamed as (

    select
        product_id,
        category_id,
        product_name,
        brand,
        currency,
        unit_price

    from products

)

select * from renamed
