{#- Before anything is built: are the vars and the raw events what the models can use? One line a mistake,
    with what to do. -#}
{% macro check_settings() %}
    {%- if execute and flags.WHICH in ['build', 'run', 'test'] -%}
        {%- for source in var('event_sources') -%}
            {%- if source not in ['shop', 'ga4'] -%}
                {{ exceptions.raise_compiler_error(
                    "Unknown event source '" ~ source ~ "' in the var event_sources: use shop or ga4."
                ) }}
            {%- endif -%}
        {%- endfor -%}
        {%- if var('sessionise_by') not in ['gap', 'source'] -%}
            {{ exceptions.raise_compiler_error(
                "The var sessionise_by is '" ~ var('sessionise_by') ~ "': use gap or source."
            ) }}
        {%- endif -%}
        {%- if 'shop' in var('event_sources')
            and not adapter.get_relation(database=target.database, schema='raw', identifier='events') -%}
            {{ exceptions.raise_compiler_error(
                "There are no raw events yet: run 'make build', or 'python scripts/generate_events.py' first."
            ) }}
        {%- endif -%}
        {%- if 'ga4' in var('event_sources') and not var('ga4_events') -%}
            {{ exceptions.raise_compiler_error(
                "The var ga4_events is empty: name the Parquet files of the export, as in "
                ~ "make build SOURCE=ga4 GA4_EVENTS='/exports/events_*.parquet'."
            ) }}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
