{#- The load of a GA4 export's file: its name without folder and suffix. -#}
{% macro ga4_load_id(filename) -%}
    {{ regex_extract(filename, '([^/]+)[.]parquet$') }}
{%- endmacro %}
