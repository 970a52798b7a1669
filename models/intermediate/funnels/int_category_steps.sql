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
        {{ known('entry_category_id') }} as category_id,
        step_number,
        count(*) as entered,
        {{ count_outcomes('completed') }} as completed,
        {{ count_outcomes('dropped') }} as dropped

    from outcomes
    where outcome is not null
    group by 1, 2, 3, 4, 5

)

select * from steps
