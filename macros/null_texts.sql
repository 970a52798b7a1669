{#- Text columns that a source does not record: names separated by commas. -#}
{% macro null_texts(names) -%}
    {%- for name in names.split(', ') -%}
    cast(null as {{ dbt.type_string() }}) as {{ name }}
    {%- if not loop.last %}, {% endif -%}
    {%- endfor -%}
{%- endmacro %}
