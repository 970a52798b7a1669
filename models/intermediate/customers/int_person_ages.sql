{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

active_days as (

    select distinct
        'visit' as activity,
        person_id,
        session_date as active_date

    from {{ ref('int_sessions') }}
    where not is_bot
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}
    union all
    select distinct
        'purchase' as activity,
        person_id,
        purchase_date as active_date

    from {{ ref('int_purchases') }}
    where {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

with_days as (

    select
        *,
        {{ dbt.datediff('min(active_date) over (partition by activity, person_id)', 'active_date', 'day') }} as days

    from active_days

),

with_ages as (

    {% for unit, length in fromyaml(age_units()).items() -%}
    select distinct
        activity,
        person_id,
        '{{ unit }}' as age_unit,
        cast(floor(days / {{ length }}) as integer) as age

    from with_days
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

person_ages as (

    select
        *,
        age = max(age) over (partition by activity, person_id, age_unit) as is_last

    from with_ages

)

select * from person_ages
