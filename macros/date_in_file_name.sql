{#- The day in a file's name, as YYYYMMDD: events_20250131.csv, events_2025-01-31.csv. -#}
{% macro date_in_file_name(path) -%}
    replace({{ regex_extract(path, '([0-9]{4}-?[0-9]{2}-?[0-9]{2})[^/]*$') }}, '-', '')
{%- endmacro %}
