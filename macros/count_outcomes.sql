{#- How many entrants of a step had an outcome; null at the last step, which has none. -#}
{% macro count_outcomes(outcome) -%}
    cast(sum(case when outcome = '{{ outcome }}' then 1 when outcome is not null then 0 end) as bigint)
{%- endmacro %}
