{#- The days on which the values of a dimension of `int_daily_segments` do not add up to the KPIs of the day. -#}
with

days as (

    select
        date,
        sum(denominator) filter (where kpi = 'session_conversion') as sessions,
        sum(numerator) filter (where kpi = 'session_conversion') as conversions,
        sum(numerator) filter (where kpi = 'revenue') as revenue

    from {{ ref('kpi_daily') }}
    group by 1

),

dimensions as (

    select distinct dimension from {{ ref('int_daily_segments') }}

),

summed as (

    select
        session_date,
        dimension,
        sum(sessions) as sessions,
        sum(conversions) as conversions,
        sum(revenue) as revenue

    from {{ ref('int_daily_segments') }}
    group by 1, 2

)

select
    days.*,
    dimensions.dimension,
    summed.sessions as sessions_in_dimension,
    summed.conversions as conversions_in_dimension,
    summed.revenue as revenue_in_dimension

from days
cross join dimensions
left join summed
    on days.date = summed.session_date
        and dimensions.dimension = summed.dimension
where days.sessions <> coalesce(summed.sessions, 0)
    or days.conversions <> coalesce(summed.conversions, 0)
    or days.revenue <> coalesce(summed.revenue, 0)
