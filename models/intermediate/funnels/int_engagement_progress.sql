{{ config(materialized='view') }}

with

session_totals as (

    select
        *,
        case engagement_stage
            when 'browsed' then 1
            when 'engaged' then 2
            when 'deep_engagement' then 3
            else 4
        end as deepest_place

    from {{ ref('int_session_totals') }}

),

progress as (

    {% for reached_at in ['started_at', 'engaged_at', 'deeply_engaged_at', 'converted_at'] -%}
    select
        'engagement' as funnel,
        session_id,
        {{ loop.index }} as step_number,
        {{ reached_at }} as reached_at,
        started_at as entered_at,
        {{ 'false' if loop.last else 'deepest_place = ' ~ loop.index }} as can_go_on,
        {{ seconds_between(loop.previtem or 'cast(null as timestamp)', reached_at) }} as seconds_from_previous
    from session_totals
    where deepest_place >= {{ loop.index }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from progress
