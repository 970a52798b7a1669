{#- The texts of an array as one, something between them. DuckDB calls it array_to_string, Spark array_join. -#}
{% macro joined_texts(array, between) %}
    {{- return(adapter.dispatch('joined_texts')(array, between)) -}}
{% endmacro %}

{% macro default__joined_texts(array, between) -%}
    array_to_string({{ array }}, {{ between }})
{%- endmacro %}

{% macro spark__joined_texts(array, between) -%}
    array_join({{ array }}, {{ between }})
{%- endmacro %}
