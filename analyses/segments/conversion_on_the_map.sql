-- In which countries do visits end with an order?
with

{{ asked_sessions() }},

profiles as (

    select * from {{ ref('country_profiles') }}

),

by_country as (

    select
        country_code,
        {{ rated_sessions() }}

    from asked
    group by country_code

)

select
    by_country.*,
    coalesce(profiles.country, by_country.country_code) as country,
    cast(profiles.iso_numeric as integer) as map_number

from by_country
left join profiles
    on by_country.country_code = profiles.country_code
order by by_country.sessions desc nulls last, by_country.country_code asc nulls last
