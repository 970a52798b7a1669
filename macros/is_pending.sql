{#- Whether a row came in one of this run's loads. They are written out, so that only their files, or their part of a
    table, are read. -#}
{% macro is_pending() %}
    {%- set pending = ref('int_pending_loads') -%}
    {%- set ids = [] -%}
    {%- if history_is_whole() -%}
        {%- for load_id in run_query('select distinct load_id from ' ~ pending ~ " order by 1 nulls last").columns[0].values() -%}
            {%- do ids.append("'" ~ dbt.escape_single_quotes(load_id) ~ "'") -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if ids -%}
        load_id in ({{ ids | join(', ') }})
        and (event_source, load_id) in (select event_source, load_id from {{ pending }})
    {%- else -%}
        false
    {%- endif -%}
{%- endmacro %}
