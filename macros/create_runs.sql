{#- The record of the dbt runs that wrote or tested this warehouse: two rows a run, one when it starts and one, with
    its outcome, when it ends. It stands in the warehouse, as dbt's own record in target/ is written over by
    every `dbt show` and says nothing about which warehouse it means. Read by scripts/last_run.py. -#}
{% macro create_runs() %}
    create table if not exists intermediate.runs (
        invocation_id {{ dbt.type_string() }},
        recorded_at timestamp,
        settings_fingerprint {{ dbt.type_string() }},
        command {{ dbt.type_string() }},
        has_ended boolean,
        is_unlimited boolean,
        planned_nodes integer,
        passed_nodes integer,
        marts {{ dbt.type_string() }},
        failures {{ dbt.type_string() }}
    )
{% endmacro %}
