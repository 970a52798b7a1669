{{ config(enabled='retailrocket' in var('event_sources')) }}

with

categories as (

    select * from {{ source('retailrocket', 'categories') }}

),

renamed as (

    select
        {{ filled('categoryid') }} as category_id,
        {{ filled('parentid') }} as parent_id,
        {{ null_texts('category_name') }}

    from categories

)

select * from renamed
