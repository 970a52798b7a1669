{#- Before anything is built: where the engine has no raw tables of its own, the simulator's Parquet files in the directory
    RAW_PATH (`generate_events.py --parquet`) take their place. DuckDB's warehouse file holds them. -#}
{% macro bind_raw_tables() %}
    {{- return(adapter.dispatch('bind_raw_tables')()) -}}
{% endmacro %}

{% macro default__bind_raw_tables() %}
{% endmacro %}

{% macro spark__bind_raw_tables() %}
    {%- set folder = env_var('RAW_PATH', '') -%}
    {%- if execute and folder and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- do run_query('create schema if not exists raw') -%}
        {%- for source in graph.sources.values() if source.schema == 'raw' -%}
            {#- the events are a file a day, the other tables one file -#}
            {%- do run_query(
                "create table if not exists raw." ~ source.name ~ " using parquet options ("
                ~ "path '" ~ folder ~ "/raw', pathGlobFilter '" ~ source.name ~ "{,_[0-9]*}.parquet')"
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{% endmacro %}
