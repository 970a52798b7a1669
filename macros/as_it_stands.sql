{#- A table of schema `intermediate` as the run before left it, for working tables of an increment: they are made before
    the model itself, so that `ref` would be a circle. -#}
{% macro as_it_stands(model_name) %}
    {%- set relation = adapter.get_relation(
        database=target.database, schema='intermediate', identifier=model_name
    ) -%}
    {%- if relation is none -%}
        {{- exceptions.raise_compiler_error(
            "The table intermediate." ~ model_name ~ " is not there: run 'dbt build --full-refresh'."
        ) -}}
    {%- endif -%}
    {{- return(relation) -}}
{% endmacro %}
