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
            {%- for table in ['int_touched_spans', 'int_replaced_sessions', 'int_restated_sessions',
                'int_restated_session_dates', 'int_restated_actors', 'int_restated_entrants', 'int_restated_dates'
            ] %}
            delete from increment.{{ table }};
            {%- endfor %}
        {%- endif -%}
    {%- endif %}
{% endmacro %}
