{#- After the `as` of a common table expression that is read more than once: where a table is made anew, it is read anew each
    time. DuckDB would otherwise write all its rows out first, which took a build of 100 million events 45 GB; Spark never does. -#}
{% macro inlined() %}
    {{- return(adapter.dispatch('inlined')()) -}}
{% endmacro %}

{% macro default__inlined() -%}
    {{- 'not materialized' if not is_increment() -}}
{%- endmacro %}

{% macro spark__inlined() -%}
{%- endmacro %}
