{#- At the end of a run that built every table of the increment: enter its loads in the ledger, then forget what they
    touched. In any other case both stay, and the next run goes over the same loads again. The order counts: stopped
    between the two, the next run only does more than it must. It only writes, as `record_run` does. -#}
{% macro close_increment(results) %}
    {%- if execute and flags.WHICH in ['build', 'run', 'retry'] and by_increments() == 'incremental' %}
        {%- set built = results | selectattr('status', 'equalto', 'success')
            | map(attribute='node') | map(attribute='unique_id') | list -%}
        {%- if increment_models() | reject('in', built) | list | length == 0 %}
            insert into intermediate.loads
            select
                event_source, load_id, event_rows, content_sum, is_superseded,
                '{{ settings_fingerprint() }}' as settings_fingerprint,
                '{{ models_fingerprint() }}' as models_fingerprint,
                '{{ invocation_id }}' as invocation_id,
                cast('{{ modules.datetime.datetime.now(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp)
                    as recorded_at
            from increment.int_pending_loads;
            {#- by name: what had been replaced goes before what was restated for it -#}
            {%- for node in graph.nodes.values() | sort(attribute='name') if node.schema == 'increment' and 'with_carried_over(' in node.raw_code %}
            delete from increment.{{ node.name }};
            {%- endfor %}
        {%- endif -%}
    {%- endif %}
{% endmacro %}
