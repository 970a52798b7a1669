with

restated_entrants as (

    select * from {{ ref('int_restated_entrants') }}

),

stored_outcomes as (

    {% if history_is_whole() -%}
    select actor_id, funnel, entry_date, {{ outcome_hash() }} as outcome_hash
    from {% call found_rows(as_it_stands('int_funnel_outcomes')) %}
        semi join restated_entrants
            on found.actor_id = restated_entrants.actor_id
    {% endcall %}
    {%- else -%}
    select actor_id, {{ null_texts('funnel, outcome_hash') }}, cast(null as date) as entry_date
    from restated_entrants
    {%- endif %}

),

replaced as (

    select
        restated_entrants.actor_id,
        stored_outcomes.funnel,
        stored_outcomes.entry_date,
        stored_outcomes.outcome_hash

    from restated_entrants
    left join stored_outcomes
        on restated_entrants.actor_id = stored_outcomes.actor_id

)

{{ with_carried_over('replaced', once='actor_id') }}
