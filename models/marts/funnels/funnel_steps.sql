{{ config(
    materialized=by_increments(), unique_key=['funnel', 'entry_date'],
    meta={'replaces': 'int_restated_entry_dates'}
) }}

with

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('funnel, entry_date', 'int_restated_entry_dates') }}

),

steps as (

    select
        funnel,
        event_source,
        entry_date,
        {{ known('device_type') }} as device_type,
        channel,
        {{ known('traffic_source') }} as traffic_source,
        {{ known('country_code') }} as country_code,
        is_new_visitor,
        step_number,
        step_name,
        is_required,
        count(*) as entered,
        {{ count_outcomes('completed') }} as completed,
        {{ count_outcomes('dropped') }} as dropped,
        {{ count_outcomes('in_flight') }} as in_flight,
        cast(sum(seconds_from_previous) as decimal(28, 6)) as seconds_from_previous_sum

    from outcomes
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11

)

select * from steps
