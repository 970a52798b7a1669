{#- The ledger as a relation, each load as it was last recorded. -#}
{% macro recorded_loads() -%}
    (
        select
            event_source,
            load_id,
            max_by(event_rows, recorded_at) as event_rows,
            max_by(content_sum, recorded_at) as content_sum,
            max_by(is_superseded, recorded_at) as is_superseded
        from intermediate.loads
        group by 1, 2
    )
{%- endmacro %}
