{{ config(
    materialized=by_increments(), unique_key='measure_date',
    meta={'replaces': 'int_restated_dates', 'by': 'restated_date'}
) }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_dates', named='restated_date') }}

),

human_sessions as (

    select * from sessions
    where not is_bot

),

purchase_steps as (

    select * from {{ ref('int_funnel_outcomes') }}
    where {{ is_touched('entry_date', 'int_restated_dates', named='restated_date') }}
        and funnel = 'purchase'

),

-- decimals, so that counts and money stand in one exact column
measures as (

    {% for measure, counted in fromyaml(kpi_measures()).items() -%}
    select
        {{ counted.date }} as measure_date,
        '{{ measure }}' as measure,
        cast({{ counted.is }} as decimal(18, 2)) as measure_value
    from {{ counted.over }}
    group by 1
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from measures
