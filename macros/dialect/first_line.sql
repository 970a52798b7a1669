{#- The first line of a text file, while dbt runs; empty where the file is. -#}
{% macro first_line(path) %}
    {{- return(adapter.dispatch('first_line')(path)) -}}
{% endmacro %}

{% macro default__first_line(path) %}
    {#- read in parallel, another line may come first -#}
    {%- set lines = run_query(
        "select line from read_csv('" ~ path ~ "', columns = {'line': 'varchar'}, header = false, "
        ~ "auto_detect = false, delim = chr(31), quote = '', escape = '', parallel = false, "
        ~ "ignore_errors = true, strict_mode = false) limit 1"
    ).columns[0].values() -%}
    {{- return(lines[0] or '' if lines else '') -}}
{% endmacro %}

{% macro spark__first_line(path) %}
    {%- set lines = run_query("select value from text.`" ~ path ~ "` limit 1").columns[0].values() -%}
    {{- return(lines[0] if lines else '') -}}
{% endmacro %}
