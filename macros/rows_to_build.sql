{#- What a model that grows by loads reads: the rows rebuilt in this run, or every row where it is made anew. -#}
{% macro rows_to_build(every, rebuilt) %}
    {%- set relations = {true: ref(rebuilt), false: ref(every)} -%}
    {{- return(relations[is_increment()]) -}}
{% endmacro %}
