{#- Stop with one line: what a var holds and what it may hold. -#}
{% macro refuse_var(name, allowed) %}
    {{- exceptions.raise_compiler_error("The var " ~ name ~ " is " ~ var(name) | tojson ~ ": use " ~ allowed ~ ".") -}}
{% endmacro %}
