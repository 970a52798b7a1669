{{ config(enabled='shop' in var('event_sources')) }}

with

customers as (

    select * from {{ source('raw', 'customers') }}

),

without_personal_data as (

    select
        customer_id,
        country_code,
        city,
        coalesce(consent = 'denied', false) as is_consent_declined,
        signed_up_at

    from customers

)

select * from without_personal_data
