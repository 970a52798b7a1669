with

restated_entrants as (

    select * from {{ ref('int_restated_entrants') }}

),

entered as (

    {% if history_is_whole() -%}
    select actor_id, funnel, entry_date from {{ as_it_stands('int_funnel_outcomes') }}
    union all
    {% endif -%}
    select actor_id, funnel, {{ reporting_date('entered_at') }} as entry_date
    from {{ ref('int_funnel_progress') }}
    union all
    select actor_id, funnel, {{ reporting_date('entered_at') }} as entry_date
    from {{ ref('int_cross_session_progress') }}

),

entry_dates as (

    select distinct funnel, entry_date
    from entered
    where actor_id in (select actor_id from restated_entrants)

)

{{ with_carried_over('entry_dates') }}
