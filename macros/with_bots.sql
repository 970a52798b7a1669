{#- A KPI a session of people, and what it would be with the bots of `counted` beside them. -#}
{% macro with_bots(name, kpi) -%}
    {{ rate('people.people_' ~ name, 'people.people_sessions') }} as {{ kpi }},
    {{ rate('people.people_' ~ name ~ ' + counted.bot_' ~ name, 'people.people_sessions + counted.bot_sessions') }}
        as {{ kpi }}_with_bots
{%- endmacro %}
