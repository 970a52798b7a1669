{#- The keys at which a figure of a model is not the same number, to the last digit, in another table (`kpi_daily` where
    `kpis` are named). `kind` is one of vertical, horizontal, temporal, conservation, cross_source: docs/definitions.md.
    `kpi_reconciliation` collects these tests and shows both values. -#}
{% test reconciles(model, kind, to='kpi_daily', by=[], figures={}, kpis={}) %}

    -- depends_on: {{ ref('kpi_reconciliation') }}, which is built whether this passes or not
    with

    {{ paired_figures(model, relation_named(to), figures or kpi_figures(kpis), by) }}

    select * from paired
    where left_value <> right_value

{% endtest %}
