{#- Columns that a file holds as text, each as its type: names and types as YAML (text, timestamp, integer or a
    decimal). What cannot be read is null; `value_complaint` says so. -#}
{% macro typed_columns(types) -%}
    {%- for column, type in fromyaml(types).items() %}
    {{ typed_value(column, type) }} as {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
