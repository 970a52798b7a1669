{{ config(enabled='retailrocket' in var('event_sources')) }}

with

item_categories as (

    select * from {{ source('retailrocket', 'item_categories') }}

),

renamed as (

    select
        {{ text_of('itemid') }} as product_id,
        {{ text_of('categoryid') }} as category_id

    from item_categories

)

select * from renamed
