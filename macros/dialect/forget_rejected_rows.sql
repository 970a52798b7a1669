{#- A hook before `csv_rows`: clears what the reader rejected in an earlier model of the same connection. -#}
{% macro forget_rejected_rows() %}
    {{- return(adapter.dispatch('forget_rejected_rows')()) -}}
{% endmacro %}

{% macro default__forget_rejected_rows() -%}
    drop table if exists reject_errors; drop table if exists reject_scans
{%- endmacro %}
