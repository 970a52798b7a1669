{{ config(enabled='shop' in var('event_sources')) }}

with

order_items as (

    select * from {{ source('raw', 'order_items') }}

),

renamed as (

    select
        order_id,
        line,
        product_id,
        quantity,
        unit_price

    from order_items

)

select * from renamed
