{#- Columns that count the sessions of a relation, each row one, that came to each step with a product. -#}
{% macro product_step_counts(relation) -%}
    count(case when {{ relation }}.viewed then 1 end) as viewed_sessions,
        count(case when {{ relation }}.carted then 1 end) as carted_sessions,
        count(case when {{ relation }}.checked_out then 1 end) as checked_out_sessions,
        count(case when {{ relation }}.purchased then 1 end) as purchased_sessions
{%- endmacro %}
