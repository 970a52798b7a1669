{#- The rows of a wide table that a semi join or a condition on few of its columns finds, said in a call block, where the table
    is called `found`. DuckDB reads those columns of every row, which is cheap, and whole rows only at the places it has found;
    Spark's files have no such places. -#}
{% macro found_rows(relation) %}
    {{- return(adapter.dispatch('found_rows')(relation, caller())) -}}
{% endmacro %}

{% macro default__found_rows(relation, finding) -%}
    (
        select * from {{ relation }}
        where rowid in (
            select found.rowid from {{ relation }} as found
            {{ finding }}
        )
    )
{%- endmacro %}

{% macro spark__found_rows(relation, finding) -%}
    (
        select found.* from {{ relation }} as found
        {{ finding }}
    )
{%- endmacro %}
