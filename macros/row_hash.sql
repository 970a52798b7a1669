{#- A hash of some columns (listed as text) of a row, the same for the same content on every engine: for sources without an
    id of their own and for telling an exact repeat from a changed one. Control characters, which no collector sends,
    keep the columns apart and stand for what is missing. -#}
{% macro row_hash(columns) -%}
    md5(
        concat_ws(
            chr(31)
            {%- for column in columns.split(',') %},
            coalesce(cast({{ column | trim }} as {{ dbt.type_string() }}), chr(30))
            {%- endfor %}
        )
    )
{%- endmacro %}
