{#- A row of intermediate.runs: without `results` that this run starts, with them (on-run-end) how it ended. A
    test that only warns has passed. Unit tests read no row of the warehouse, so a run without them is as good; one
    that failed is among the failures. It only writes: a query here would open a transaction, and dbt rolls back
    what hooks write in one. -#}
{% macro record_run(results=none) %}
    {%- if execute and flags.WHICH in ['build', 'run', 'seed', 'snapshot', 'test', 'retry'] %}
        {%- set planned, marts, passed, failures = [], [], [], [] -%}
        {%- for node in graph.nodes.values() if node.config.enabled -%}
            {%- if node.resource_type in ['model', 'seed', 'snapshot', 'test'] -%}
                {%- do planned.append(node.unique_id) -%}
            {%- endif -%}
            {%- if node.resource_type == 'model' and node.schema == 'marts' -%}
                {%- do marts.append(node.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- for result in results or [] -%}
            {%- if result.status in ['success', 'pass', 'warn'] -%}
                {%- do passed.append(result.node.unique_id) -%}
            {%- elif result.status not in ['skipped', 'no-op'] -%}
                {%- set lines = (result.message or result.status | string).strip().splitlines() -%}
                {%- set said = lines[1] if lines | length > 1 and ' Error in ' in lines[0] else lines[0] -%}
                {%- do failures.append(result.node.resource_type ~ ' ' ~ result.node.name ~ ': ' ~ said.strip()) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- set limits = [] -%}
        {%- for name in [
            'select', 'exclude', 'selector', 'resource_types', 'empty', 'sample'
        ] if invocation_args_dict.get(name) -%}
            {%- do limits.append(name) -%}
        {%- endfor -%}
        {%- set excluded = invocation_args_dict.get('exclude_resource_types') or [] -%}
        {%- if excluded | reject('equalto', 'unit_test') | list -%}
            {%- do limits.append('exclude_resource_types') -%}
        {%- endif %}
        insert into intermediate.runs
        select
            '{{ invocation_id }}' as invocation_id,
            cast('{{ modules.datetime.datetime.now(modules.pytz.utc).strftime("%Y-%m-%d %H:%M:%S.%f") }}' as timestamp)
                as recorded_at,
            '{{ settings_fingerprint() }}' as settings_fingerprint,
            '{{ dbt.escape_single_quotes(invocation_args_dict.invocation_command) }}' as command,
            {{ results is not none }} as has_ended,
            {{ flags.WHICH == 'build' and not limits }} as is_unlimited,
            {{ planned | length }} as planned_nodes,
            {{ passed | select('in', planned) | list | length }} as passed_nodes,
            '{{ marts | sort | join("\n") }}' as marts,
            '{{ dbt.escape_single_quotes(failures | join("\n")) }}' as failures
    {%- endif %}
{% endmacro %}
