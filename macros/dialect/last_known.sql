{#- The last value of a column in a group of events, in their order, that is not null. DuckDB's max_by passes nulls over by
    itself, Spark's does not. -#}
{% macro last_known(column, position='event_number') %}
    {{- return(adapter.dispatch('last_known')(column, position)) -}}
{% endmacro %}

{% macro default__last_known(column, position) -%}
    max_by({{ column }}, {{ position }})
{%- endmacro %}

{% macro spark__last_known(column, position) -%}
    max_by({{ column }}, {{ position }}) filter (where {{ column }} is not null)
{%- endmacro %}
