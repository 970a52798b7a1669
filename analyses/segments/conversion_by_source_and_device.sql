-- Which traffic source converts on which device?
with

{{ asked_sessions() }},

by_cell as (

    select
        traffic_source,
        device_type,
        {{ rated_sessions() }}

    from asked
    group by traffic_source, device_type

)

select * from by_cell
order by
    sum(sessions) over (partition by traffic_source) desc nulls last, traffic_source asc nulls last,
    device_type asc nulls last
