{#- The ledger: a row a load that every table holds. Rows are added by `close_increment` and read by
    `int_pending_loads`. -#}
{% macro create_loads() %}
    create table if not exists intermediate.loads (
        event_source {{ dbt.type_string() }},
        load_id {{ dbt.type_string() }},
        event_rows bigint,
        content_sum {{ dbt.type_string() }},
        is_superseded boolean,
        settings_fingerprint {{ dbt.type_string() }},
        models_fingerprint {{ dbt.type_string() }},
        invocation_id {{ dbt.type_string() }},
        recorded_at timestamp
    )
{% endmacro %}
