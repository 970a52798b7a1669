{#- The sum of two matrices, arrays of doubles row by row. A lambda of the position: DuckDB counts it from 1, Spark from 0. -#}
{% macro matrix_sum(left, right) %}
    {{- return(adapter.dispatch('matrix_sum')(left, right)) -}}
{% endmacro %}

{% macro default__matrix_sum(left, right) -%}
    list_transform({{ left }}, lambda held, place: held + {{ right }}[place])
{%- endmacro %}

{% macro spark__matrix_sum(left, right) -%}
    zip_with({{ left }}, {{ right }}, (one, other) -> one + other)
{%- endmacro %}
