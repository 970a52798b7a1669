{{ config(enabled='ga4' in var('event_sources')) }}

with

countries as (

    select
        country,
        country_code

    from {{ ref('countries') }}

),

other_names as (

    select
        country,
        country_code

    from {{ ref('ga4_country_names') }}

),

united as (

    select * from countries
    union all
    select * from other_names

)

select * from united
