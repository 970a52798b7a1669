{#- Two sums of a column of sessions, `bot_<name>` and `people_<name>`. -#}
{% macro of_bots_and_people(name, column) -%}
    sum(case when is_bot then {{ column }} else 0 end) as bot_{{ name }},
    sum(case when is_bot then 0 else {{ column }} end) as people_{{ name }}
{%- endmacro %}
