{#- In place of dbt's own: a table that grows by loads is also made anew while no history is whole, as after a first build
    or a full refresh that was stopped. -#}
{% macro should_full_refresh() %}
    {%- set asked = flags.FULL_REFRESH if config.get('full_refresh') is none else config.get('full_refresh') -%}
    {{- return(asked or (config.get('incremental_strategy') == 'replaced' and not history_is_whole())) -}}
{% endmacro %}
