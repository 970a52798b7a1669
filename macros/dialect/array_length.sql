{#- The number of elements of an array. DuckDB calls it len, Spark size. -#}
{% macro array_length(array) %}
    {{- return(adapter.dispatch('array_length')(array)) -}}
{% endmacro %}

{% macro default__array_length(array) -%}
    len({{ array }})
{%- endmacro %}

{% macro spark__array_length(array) -%}
    size({{ array }})
{%- endmacro %}
