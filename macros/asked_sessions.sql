{#- CTEs for analyses: people's sessions with their dimensions, and of these the ones that the var `filters` asks for, the last
    of them `asked`. -#}
{% macro asked_sessions() -%}
sessions as (

    select
        session_date,
        session_hour,
        {{ known('device_type') }} as device_type,
        {{ known('traffic_source') }} as traffic_source,
        {{ known('channel') }} as channel,
        {{ known('country_code') }} as country_code,
        is_new_visitor,
        duration_seconds,
        case when engagement_stage = 'converted' then 1 end as conversion,
        revenue

    from {{ ref('sessions') }}
    where not is_bot

),

asked as (

    select * from sessions
    where {{ filtered('session_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor') }}

)
{%- endmacro %}
