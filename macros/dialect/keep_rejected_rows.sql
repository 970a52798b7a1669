{#- A hook after `csv_rows`: adds each line the reader rejected to the model, as text, with what the reader said
    of it. A quote that is never closed rejects the lines after it together: each is a row. A byte that is no text shows as
    a question mark. -#}
{% macro keep_rejected_rows() %}
    {{- return(adapter.dispatch('keep_rejected_rows')()) -}}
{% endmacro %}

{% macro default__keep_rejected_rows() -%}
    insert into {{ this }} by name
    with

    rejected as (

        select
            reject_scans.file_path as filename,
            any_value(reject_errors.csv_line) as text,
            min_by(reject_errors.error_message, reject_errors.column_idx) as reader_complaint

        from reject_errors
        inner join reject_scans
            on reject_errors.scan_id = reject_scans.scan_id
                and reject_errors.file_id = reject_scans.file_id
        group by reject_errors.scan_id, reject_errors.file_id, reject_scans.file_path, reject_errors.line

    ),

    lines as (

        select
            filename,
            unnest(regexp_split_to_array(text, '\r?\n')) as raw_text,
            reader_complaint

        from rejected

    )

    select * from lines
    where raw_text <> ''
{%- endmacro %}
