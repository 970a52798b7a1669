{#- Every test `reconciles` of the project as a query of rows of `kpi_reconciliation`. -#}
{% macro reconciliations() %}
    {%- set queries, tables = [], reconciled_tables() -%}
    {%- for test in (graph.nodes.values() if execute else []) | sort(attribute='name')
        if (test.test_metadata or {}).get('name') == 'reconciles' and test.attached_node in graph.nodes -%}
        {%- set check, model_name = test.test_metadata.kwargs, graph.nodes[test.attached_node].name -%}
        {%- set to = check.get('to', 'kpi_daily') -%}
        {%- for name in [model_name, to] if name not in tables -%}
            {{- exceptions.raise_compiler_error(
                'The test ' ~ test.name ~ ' reads ' ~ name ~ ': add it to macros/reconciled_tables.sql.'
            ) -}}
        {%- endfor -%}
        {%- set query -%}
            select
                figure || ': ' || '{{ model_name }} = {{ to }}' as check_name,
                '{{ check.kind }}' as kind,
                '{{ test.name }}' as test_name,
                count(*) as compared,
                count(*) filter (where left_value <> right_value) as differing,
                cast(sum(left_value) as decimal(28, 6)) as left_value,
                cast(sum(right_value) as decimal(28, 6)) as right_value
            from (
                with
                {{ paired_figures(
                    relation_named(model_name), relation_named(to),
                    check.get('figures') or kpi_figures(check.get('kpis')), check.get('by', [])
                ) }}
                select * from paired
            ) as paired
            group by 1
        {%- endset -%}
        {%- do queries.append(query) -%}
    {%- endfor -%}
    {{- return(queries | join('\n    union all\n    ')) -}}
{% endmacro %}
