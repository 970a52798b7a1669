{{ config(
    materialized=by_increments(), unique_key='entry_date',
    meta={'replaces': 'int_restated_dates', 'by': 'restated_date'}
) }}

with

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('entry_date', 'int_restated_dates', named='restated_date') }}
        and outcome = 'dropped'

),

exits as (

    select
        funnel,
        event_source,
        entry_date,
        step_number,
        step_name,
        end_reason,
        coalesce(next_event_type, '(nothing)') as next_event_type,
        count(*) as dropped

    from outcomes
    group by 1, 2, 3, 4, 5, 6, 7

)

select * from exits
