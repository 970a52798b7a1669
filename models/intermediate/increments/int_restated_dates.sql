with

restated_sessions as (

    select * from {{ ref('int_restated_sessions') }}

),

dated as (

    {% if history_is_whole() -%}
    select session_id, session_date as restated_date from {{ as_it_stands('int_sessions') }}
    union all
    select session_id, entry_date as restated_date from {{ as_it_stands('int_funnel_outcomes') }}
    union all
    {% endif -%}
    select session_id, session_date as restated_date from {{ ref('int_numbered_sessions') }}
    union all
    select session_id, {{ reporting_date('entered_at') }} as restated_date from {{ ref('int_funnel_progress') }}

),

dates as (

    select distinct restated_date
    from dated
    where session_id in (select session_id from restated_sessions)

)

{{ with_carried_over('dates') }}
