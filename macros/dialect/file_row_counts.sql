{#- A relation of the Parquet files that a glob matches: `filename` and, from their footers where the engine can, the
    number of their rows, `file_rows`, and of their bytes, `file_bytes` (null where the engine does not say). -#}
{% macro file_row_counts(path) %}
    {{- return(adapter.dispatch('file_row_counts')(path)) -}}
{% endmacro %}

{% macro default__file_row_counts(path) -%}
    (
        select file_name as filename, num_rows as file_rows, file_size_bytes as file_bytes
        from parquet_file_metadata('{{ path }}')
    )
{%- endmacro %}

{% macro spark__file_row_counts(path) -%}
    (
        select _metadata.file_path as filename, count(*) as file_rows, cast(null as bigint) as file_bytes
        from parquet.`{{ path }}`
        group by 1
    )
{%- endmacro %}
