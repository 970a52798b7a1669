{#- Stop with one line where a load of the ledger is not in the source as it was: an increment adds loads, it does not
    look again at those it has. -#}
{% macro refuse_changed_loads(source_loads) %}
    {%- if history_is_whole() -%}
        {%- set changed = run_query(
            "select recorded.event_source, recorded.load_id, recorded.event_rows, source.event_rows as rows_now "
            ~ "from " ~ recorded_loads() ~ " as recorded left join " ~ source_loads ~ " as source "
            ~ "on recorded.event_source = source.event_source and recorded.load_id = source.load_id "
            ~ "where recorded.event_rows is distinct from source.event_rows "
            ~ "or recorded.content_sum is distinct from source.content_sum order by 1 nulls last, 2 nulls last limit 1"
        ).rows -%}
        {%- if changed | length -%}
            {%- set source, load_id, before, now = changed[0] -%}
            {{- exceptions.raise_compiler_error(
                "The load " ~ load_id ~ " of source " ~ source ~ " has changed since it was added ("
                ~ before ~ " rows then, " ~ (now or 0) ~ " now): set it back, or make everything anew with "
                ~ "'dbt build --full-refresh' or 'make build FULL_REFRESH=1'."
            ) -}}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
