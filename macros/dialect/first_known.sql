{#- The first value of a column in a group of events, in their order, that is not null: a dimension that
    is set in the middle of a session belongs to the whole of it. DuckDB's min_by passes nulls over by
    itself, Spark's does not. -#}
{% macro first_known(column, position='event_number') %}
    {{- return(adapter.dispatch('first_known')(column, position)) -}}
{% endmacro %}

{% macro default__first_known(column, position) -%}
    min_by({{ column }}, {{ position }})
{%- endmacro %}

{% macro spark__first_known(column, position) -%}
    min_by({{ column }}, {{ position }}) filter (where {{ column }} is not null)
{%- endmacro %}
