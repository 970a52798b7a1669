with

restated_entrants as (

    select * from {{ ref('int_restated_entrants') }}

),

replaced_sessions as (

    select * from {{ ref('int_replaced_sessions') }}

),

replaced_outcomes as (

    select actor_id, funnel, entry_date, outcome_hash from {{ ref('int_replaced_outcomes') }}
    where funnel is not null

),

outcomes as (

    select actor_id, funnel, entry_date, session_id, {{ outcome_hash() }} as outcome_hash
    {% if history_is_whole() -%}
    from {% call found_rows(ref('int_funnel_outcomes')) %}
        semi join restated_entrants
            on found.actor_id = restated_entrants.actor_id
    {% endcall %}
    {%- else -%}
    from {{ ref('int_funnel_outcomes') }}
    where false
    {%- endif %}

),

gone as (

    select * from replaced_outcomes
    except
    select actor_id, funnel, entry_date, outcome_hash from outcomes

),

come as (

    select actor_id, funnel, entry_date, outcome_hash from outcomes
    except
    select * from replaced_outcomes

),

-- of a session with other events, also what led to a step that is the same may have changed
entry_dates as (

    select funnel, entry_date from gone
    union
    select funnel, entry_date from come
    union
    select funnel, entry_date from outcomes
    where session_id in (select session_id from replaced_sessions)

)

{{ with_carried_over('entry_dates') }}
