{#- A hash of all that daily figures of funnels read of a row of `int_funnel_outcomes`. -#}
{% macro outcome_hash() -%}
    {{ row_hash(
        'step_number, step_name, session_id, event_number, event_source, device_type, channel, traffic_source, country_code, '
        ~ 'is_new_visitor, entry_category_id, seconds_from_previous, next_event_type, end_reason, outcome'
    ) }}
{%- endmacro %}
