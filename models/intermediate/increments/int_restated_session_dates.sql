with

recounted_sessions as (

    select * from {{ ref('int_recounted_sessions') }}

),

dated as (

    {% if history_is_whole() -%}
    select session_id, session_date as restated_date from {{ as_it_stands('int_sessions') }}
    union all
    {% endif -%}
    select session_id, session_date as restated_date from {{ ref('int_numbered_sessions') }}

),

dates as (

    select distinct restated_date
    from dated
    where session_id in (select session_id from recounted_sessions)

)

{{ with_carried_over('dates') }}
