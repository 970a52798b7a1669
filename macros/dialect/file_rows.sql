{#- The rows of text files as a relation: every column as text, the file in `filename`, and in `raw_text` and
    `reader_complaint` each row the reader could not split. CSV with these columns as its header, or, by the
    file's name, JSON with an object a line. For a table model with the hooks `forget_rejected_rows` and
    `keep_rejected_rows`: what the CSV reader rejects is known only after it has read. It stops at a
    file with two kinds of line ends; the way around, its lenient mode, would lose text after quotes and columns in
    excess without a word. -#}
{% macro file_rows(path, columns) %}
    {{- return(adapter.dispatch('file_rows')(path, columns)) -}}
{% endmacro %}

{% macro default__file_rows(path, columns) -%}
{%- if is_json_file(path) -%}
(
    select
        {%- for column in fromyaml(columns) %}
        json_extract_string(object, '$.{{ column }}') as {{ column }},
        {%- endfor %}
        filename,
        case when object is null then line end as raw_text,
        case when object is null then 'not a JSON object' end as reader_complaint
    from (
        select
            *,
            case when json_valid(line) then case when json_type(line) = 'OBJECT' then line end end as object
        from {{ text_lines(path) }}
    )
)
{%- else -%}
(
    select
        *,
        cast(null as varchar) as raw_text,
        cast(null as varchar) as reader_complaint
    from read_csv(
        '{{ path }}',
        columns = { {%- for column in fromyaml(columns) %}'{{ column }}': 'varchar'{{ ', ' if not loop.last }}{% endfor -%} },
        header = true, auto_detect = false,
        delim = ',', quote = '"', escape = '"', filename = true, store_rejects = true
    )
)
{%- endif -%}
{%- endmacro %}
