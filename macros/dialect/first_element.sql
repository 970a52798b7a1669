{#- The first element of an array, null where it is empty. DuckDB counts from 1, Spark from 0. -#}
{% macro first_element(array) %}
    {{- return(adapter.dispatch('first_element')(array)) -}}
{% endmacro %}

{% macro default__first_element(array) -%}
    {{ array }}[1]
{%- endmacro %}

{% macro spark__first_element(array) -%}
    get({{ array }}, 0)
{%- endmacro %}
