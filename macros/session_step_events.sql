{#- CTEs that find steps of funnels of scope session, of some kind (a condition), among the sessions to build:
    `session_events`, `actor_events` and `step_events`. -#}
{% macro session_step_events(condition) -%}
session_events as {{ inlined() }} (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

actor_events as {{ inlined() }} (

    select
        'session' as scope,
        session_id as actor_id,
        event_number as position,
        occurred_at, event_type, page_path, product_id, category_id

    from session_events

),

{{ step_events(condition) }}
{%- endmacro %}
