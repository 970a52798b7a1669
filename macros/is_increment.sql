{#- Whether a model adds what new loads touch to the rows it holds, or makes all of them; a unit test has no table to
    add to. -#}
{% macro is_increment() %}
    {{- return(this is not none and is_incremental()) -}}
{% endmacro %}
