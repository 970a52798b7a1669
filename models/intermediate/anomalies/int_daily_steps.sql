{{ config(
    materialized=by_increments(), unique_key=['funnel', 'entry_date'],
    meta={'replaces': 'int_restated_entry_dates'}
) }}

with

outcomes as (

    select
        *,
        {{ known_segment() }}

    from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('funnel, entry_date', 'int_restated_entry_dates') }}
        and outcome is not null

),

steps as (

    select
        funnel,
        step_number,
        entry_date,
        {{ segment_columns() }},
        {{ count_outcomes('completed') }} as completed,
        {{ count_outcomes('dropped') }} as dropped,
        {{ count_outcomes('in_flight') }} as in_flight

    from outcomes
    {{ by_segment('funnel, step_number, entry_date') }}

)

select * from steps
