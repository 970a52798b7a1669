{{ config(materialized='view') }}

with

session_totals as (

    select * from {{ ref('int_session_totals') }}

),

progress as (

    {% for reached_at in ['started_at', 'engaged_at', 'deeply_engaged_at', 'converted_at'] -%}
    select
        'engagement' as funnel,
        session_id,
        {{ loop.index }} as step_number,
        {{ reached_at }} as reached_at
    from session_totals
    where {{ reached_at }} is not null
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from progress
