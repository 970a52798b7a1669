{#- The name of a file in a path, without folder and suffixes. -#}
{% macro file_name(path) -%}
    {{ regex_extract(path, '([^/.]+)[^/]*$') }}
{%- endmacro %}
