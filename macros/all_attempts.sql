{#- CTEs that find every attempt among `step_events`, the last of them `attempts`: a row a place that it reached. -#}
{% macro all_attempts() -%}
{%- set columns = 'funnel, entry, actor_id, entry_position, entered_at, held_value, entry_category_id, place, position, '
    ~ 'reached_at, previous_reached_at, is_going_on, end_position, exclusion' -%}
{{ steps_in_order() }},

{{ steps_in_any_order() }},

attempts as (

    select {{ columns }} from steps_in_order
    union all
    select {{ columns }} from steps_in_any_order

)
{%- endmacro %}
