{#- Whether a row's key (columns separated by commas) stands in a working table of this run, whose columns may have
    other names; true of every row where a model is made anew. -#}
{% macro is_touched(key, working_table, named=none) %}
    {%- set relation = ref(working_table) -%}
    {%- if is_increment() -%}
        {{ '(' ~ key ~ ')' if ',' in key else key }} in (select {{ named or key }} from {{ relation }})
    {%- else -%}
        true
    {%- endif -%}
{% endmacro %}
