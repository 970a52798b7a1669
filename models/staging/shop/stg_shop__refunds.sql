{{ config(enabled='shop' in var('event_sources')) }}

with

refunds as (

    select * from {{ source('raw', 'refunds') }}

),

renamed as (

    select
        order_id,
        currency,
        amount,
        refunded_at

    from refunds

)

select * from renamed
