{{ config(enabled='shop' in var('event_sources')) }}

with

item_properties as (

    select * from {{ source('raw', 'item_properties') }}

),

renamed as (

    select
        product_id,
        property,
        value,
        valid_from

    from item_properties

)

select * from renamed
