{#- After the `as` of a common table expression that is read more than once, by itself or through others, and cheap to make again:
    a filter, a join with something small. DuckDB would write all its rows out first, which took a build of 100 million events
    45 GB; Spark never does. -#}
{% macro inlined() %}
    {{- return(adapter.dispatch('inlined')()) -}}
{% endmacro %}

{% macro default__inlined() -%}
    not materialized
{%- endmacro %}

{% macro spark__inlined() -%}
{%- endmacro %}
