{#- The files a glob matches, as a list, while dbt runs. -#}
{% macro list_files(path) %}
    {{- return(adapter.dispatch('list_files')(path)) -}}
{% endmacro %}

{% macro default__list_files(path) %}
    {{- return(run_query("select file from glob('" ~ path ~ "') order by 1").columns[0].values()) -}}
{% endmacro %}

{% macro spark__list_files(path) %}
    {{- return(run_query("select distinct _metadata.file_path from text.`" ~ path ~ "` order by 1").columns[0].values()) -}}
{% endmacro %}
