{{ config(enabled='ga4' in var('event_sources')) }}

with

exploded as (

    select * from {{ list_rows(ref('stg_ga4__mapped_events'), 'items') }}

),

items as (

    select
        content_hash as event_id,
        load_id,
        {{ real_value('transaction_id') }} as order_id,
        cast(element_number as integer) as item_number,
        {{ array_length('items') }} as item_count,
        event_type,
        {{ real_value('element.item_id') }} as product_id,
        {{ real_value('element.item_name') }} as product_name,
        {{ real_value('element.item_brand') }} as brand,
        {{ real_value('element.item_variant') }} as variant,
        {{ real_value('element.item_category') }} as category_id,
        {{ real_value('element.item_list_name') }} as list_name,
        {{ real_value('element.promotion_name') }} as promotion_name,
        {{ real_value('element.coupon') }} as coupon,
        try_cast(element.quantity as integer) as quantity,
        try_cast({{ ga4_item_amount('price') }} as decimal(18, 2)) as unit_price,
        try_cast({{ ga4_item_amount('item_revenue') }} as decimal(18, 2)) as revenue

    from exploded

)

select * from items
