-- How far do visits get on each device: browsed, engaged, deeply engaged, converted, and where are they lost?
with

stages as (

    select
        device_type,
        step_number,
        step_name as stage,
        sum(entered) as sessions,
        sum(dropped) as lost,
        sum(in_flight) as in_flight

    from {{ ref('funnel_steps') }}
    where funnel = 'engagement'
        and {{ filtered('entry_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor') }}
    group by device_type, step_number, step_name

),

with_first as (

    select
        *,
        first_value(sessions) over (partition by device_type order by step_number asc nulls last) as first_sessions

    from stages

)

select
    device_type,
    step_number,
    stage,
    sessions,
    lost,
    in_flight,
    {{ rate('sessions', 'first_sessions') }} as share_of_first,
    {{ rate('lost', 'sessions') }} as lost_share

from with_first
order by first_sessions desc nulls last, device_type asc nulls last, step_number asc nulls last
