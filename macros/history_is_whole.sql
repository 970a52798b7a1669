{#- Whether the tables hold every load of the ledger, so that this run has only to add to them: not in a full refresh,
    nor before one has reached its end. -#}
{% macro history_is_whole() %}
    {%- if execute and not flags.FULL_REFRESH and by_increments() == 'incremental' -%}
        {%- set ledger = adapter.get_relation(database=target.database, schema='intermediate', identifier='loads') -%}
        {{- return(ledger is not none and run_query('select 1 from ' ~ ledger ~ ' limit 1').rows | length > 0) -}}
    {%- else -%}
        {{- return(false) -}}
    {%- endif -%}
{% endmacro %}
