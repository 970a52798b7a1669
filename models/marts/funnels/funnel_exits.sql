{{ config(
    materialized=by_increments(), unique_key=['funnel', 'entry_date'],
    meta={'replaces': 'int_restated_entry_dates'}
) }}

with

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('funnel, entry_date', 'int_restated_entry_dates') }}
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
