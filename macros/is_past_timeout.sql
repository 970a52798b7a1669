{#- Whether more than the session timeout lies between two times; exactly the timeout does not. -#}
{% macro is_past_timeout(earlier, later) -%}
    {{ microseconds_between(earlier, later) }}
    > {{ var('session_timeout_minutes') }} * cast(60000000 as bigint)
{%- endmacro %}
