{#- A CTE, `sessions`: people's sessions with what their paths are told apart and judged by; in an increment those of the dates
    that it restates. -#}
{% macro path_sessions() -%}
sessions as (

    select
        session_id,
        session_date,
        {{ known('device_type') }} as device_type,
        {{ known('channel') }} as channel,
        case when is_new_visitor then 'new' else 'returning' end as visitor_type,
        is_bounce,
        converted_at is not null as is_converted,
        revenue,
        duration_seconds

    from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}
        and not is_bot

)
{%- endmacro %}
