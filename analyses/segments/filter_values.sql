-- Which devices, traffic sources, channels and countries are there, the largest first?
with

segments as (

    select * from {{ ref('segments') }}
    where dimension in ('device_type', 'traffic_source', 'channel', 'country_code')

),

profiles as (

    select * from {{ ref('country_profiles') }}

)

select
    segments.dimension,
    segments.dimension_value,
    coalesce(profiles.country, segments.dimension_value) as label,
    segments.sessions

from segments
left join profiles
    on segments.dimension = 'country_code'
        and segments.dimension_value = profiles.country_code
order by segments.dimension asc nulls last, segments.sessions desc nulls last, segments.dimension_value asc nulls last
