{{ config(enabled='shop' in var('event_sources')) }}

with

categories as (

    select * from {{ source('raw', 'categories') }}

),

renamed as (

    select
        category_id,
        {{ filled('parent_id') }} as parent_id,
        category_name

    from categories

)

select * from renamed
