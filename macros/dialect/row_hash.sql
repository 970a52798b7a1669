{#- A hash of some columns (listed as text) of a row, the same for the same content: for sources without an id of their own
    and for telling an exact repeat from a changed one. -#}
{% macro row_hash(columns) %}
    {{- return(adapter.dispatch('row_hash')(columns)) -}}
{% endmacro %}

{% macro default__row_hash(columns) -%}
    md5(cast(row({{ columns }}) as varchar))
{%- endmacro %}

{% macro spark__row_hash(columns) -%}
    md5(to_json(struct({{ columns }})))
{%- endmacro %}
