{#- The var `event_sources` names sources there are: one line for whoever misspells one, when the project is read. A
    new staging folder adds its name here. -#}
{% macro check_event_sources() %}
    {%- set known = ['shop', 'shop_files', 'ga4', 'rees46', 'retailrocket'] -%}
    {%- set chosen = var('event_sources') -%}
    {%- if chosen is string or chosen is not sequence or not chosen -%}
        {{- refuse_var('event_sources', 'a list of ' ~ known | join(', ')) -}}
    {%- endif -%}
    {%- for source in chosen if source not in known -%}
        {{- exceptions.raise_compiler_error(
            "Unknown event source '" ~ source ~ "' in the var event_sources: use " ~ known | join(', ') ~ "."
        ) -}}
    {%- endfor -%}
{% endmacro %}
