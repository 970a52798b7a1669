{#- Before anything is built: are the vars and the raw events what the models can use? One line a mistake,
    with what to do. -#}
{% macro check_settings() %}
    {%- if execute and flags.WHICH in ['build', 'run', 'test'] -%}
        {{- check_vars() -}}
        {{- check_kpi_lock() -}}
        {%- if 'shop' in var('event_sources')
            and not adapter.get_relation(database=target.database, schema='raw', identifier='events') -%}
            {{- exceptions.raise_compiler_error(
                "There are no raw events yet: run 'make build', or 'python scripts/generate_events.py' first."
            ) -}}
        {%- endif -%}
        {%- if 'ga4' in var('event_sources') -%} {{- check_files('ga4_events') -}} {%- endif -%}
        {%- if 'shop_files' in var('event_sources') -%} {{- check_files('shop_files', shop_columns()) -}} {%- endif -%}
        {%- if 'rees46' in var('event_sources') -%} {{- check_files('rees46_files', rees46_columns()) -}} {%- endif -%}
        {%- if 'retailrocket' in var('event_sources') -%}
            {{- check_files('retailrocket_events', retailrocket_header()) -}}
            {{- check_files('retailrocket_categories', 'categoryid: text\nparentid: text') -}}
            {{- check_files('retailrocket_items') -}}
        {%- endif -%}
        {%- if flags.WHICH in ['build', 'run'] -%} {{- check_history() -}} {%- endif -%}
    {%- endif -%}
{% endmacro %}
