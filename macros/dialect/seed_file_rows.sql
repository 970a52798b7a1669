{#- The rows of a seed as its file has them, every value a text: known before `dbt seed` has run. Only DuckDB reads files;
    elsewhere none, which switches off the lock of KPIs, whose checksums are of DuckDB's SQL. -#}
{% macro seed_file_rows(name) %}
    {{- return(adapter.dispatch('seed_file_rows')(name)) -}}
{% endmacro %}

{% macro default__seed_file_rows(name) %}
    {%- set seed = graph.nodes['seed.' ~ project_name ~ '.' ~ name] -%}
    {%- set table = run_query(
        "select * from read_csv('" ~ dbt.escape_single_quotes(seed.root_path ~ '/' ~ seed.original_file_path)
        ~ "', header = true, all_varchar = true)"
    ) -%}
    {%- set rows = [] -%}
    {%- for values in table.rows -%} {%- do rows.append(dict(zip(table.column_names, values))) -%} {%- endfor -%}
    {{- return(rows) -}}
{% endmacro %}

{% macro spark__seed_file_rows(name) %}
    {{- return([]) -}}
{% endmacro %}
