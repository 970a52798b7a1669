with

restated_entrants as (

    select * from {{ ref('int_restated_entrants') }}

),

entered as (

    {% if history_is_whole() -%}
    select actor_id, entry_date as restated_date from {{ as_it_stands('int_funnel_outcomes') }}
    union all
    {% endif -%}
    select actor_id, {{ reporting_date('entered_at') }} as restated_date from {{ ref('int_funnel_progress') }}
    union all
    select actor_id, {{ reporting_date('entered_at') }} as restated_date from {{ ref('int_cross_session_progress') }}

),

dates as (

    select distinct restated_date
    from entered
    where actor_id in (select actor_id from restated_entrants)
    union
    select restated_date from {{ ref('int_restated_session_dates') }}

)

{{ with_carried_over('dates') }}
