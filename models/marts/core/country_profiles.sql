with

country_profiles as (

    select
        country_code,
        country,
        iso_numeric,
        continent,
        income_group,
        population

    from {{ ref('countries') }}

)

select * from country_profiles
