{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

methods as (

    select method from {{ ref('false_alarms') }}

),

-- a drift is due once it has moved eight standard errors, all else on its first day
incidents as (

    select
        kind, segment, start_date, end_date, metric,
        case
            when kind = 'gradual_decline' then min(case when standard_errors >= 8 then date end)
            else start_date
        end as due_date,
        max(case when kind = 'gradual_decline' or date = start_date then standard_errors end) as standard_errors

    from {{ ref('incident_days') }}
    group by 1, 2, 3, 4, 5

),

found as (

    select
        incidents.*,
        methods.method,
        min(alarms.date) as found_on

    from incidents
    cross join methods
    left join {{ ref('alarms') }} as alarms
        on methods.method = alarms.method
            and incidents.metric = alarms.metric
            and alarms.date between incidents.start_date and incidents.end_date
            and alarms.direction = case when incidents.kind = 'traffic_spike' then 'up' else 'down' end
            -- a device stands first in the segments it is part of
            and (
                incidents.kind <> 'checkout_broken' or alarms.dimension not like 'device_type%'
                or alarms.dimension_value like incidents.segment || '%'
            )
    group by 1, 2, 3, 4, 5, 6, 7, 8

),

judged as (

    select
        *,
        coalesce(found_on <= coalesce(due_date, end_date), false) as is_found_in_time,
        {{ days_through('start_date', 'found_on') }} - 1 as days_to_detection,
        case
            when standard_errors is null then 'all'
            when standard_errors < 4 then '0 to 4'
            when standard_errors < 8 then '4 to 8'
            when standard_errors < 16 then '8 to 16'
            else '16 or more'
        end as size_band

    from found

)

select * from judged
