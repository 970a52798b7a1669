{#- The last moment at which a session whose last event so far was at some time can still go on. -#}
{% macro session_closes_at(ended_at) -%}
    {{ ended_at }} + {{ var('session_timeout_minutes') * 60 }} * interval '1' second
{%- endmacro %}
