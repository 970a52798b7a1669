-- Where in the world do we sell, and where could we: conversion by country beside how many of its people we reach?
-- A row a country, ready for a map by `iso_numeric`; sessions of unknown country stand last, in a row of their own.
with

countries as (

    select * from {{ ref('segments') }}
    where dimension = 'country_code'

),

profiles as (

    select * from {{ ref('country_profiles') }}

),

reached as (

    select
        countries.dimension_value as country_code,
        coalesce(profiles.country, countries.dimension_value) as country,
        profiles.iso_numeric,
        profiles.continent,
        profiles.income_group,
        profiles.population,
        countries.sessions,
        {{ rate('countries.sessions * 1000000', 'profiles.population') }} as sessions_per_million_people,
        countries.conversions,
        countries.conversion_rate,
        countries.ci_low,
        countries.ci_high,
        countries.lift,
        countries.is_sample_sufficient,
        countries.is_significant,
        countries.revenue,
        {{ rate('countries.revenue * 1000000', 'profiles.population') }} as revenue_per_million_people,
        countries.opportunity_revenue

    from countries
    left join profiles
        on countries.dimension_value = profiles.country_code

)

select * from reached
order by
    case when country_code = '(unknown)' then 1 else 0 end asc nulls last,
    sessions desc nulls last, country_code asc nulls last
