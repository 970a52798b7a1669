{#- The columns that the files of RetailRocket's events have, as YAML: some copies add the time in words, in a last column
    `datetime`. The first file decides for all. -#}
{% macro retailrocket_header() %}
{{- retailrocket_columns() }}
{%- set files = list_files(var('retailrocket_events')) if execute else [] %}
{%- if files and first_line(files[0]).endswith(',datetime') %}
datetime: text
{%- endif %}
{%- endmacro %}
