{#- The models and source tables that tests `reconciles` compare: dbt must know them before it can tell which tests there
    are, so that `kpi_reconciliation` is built after them. -#}
{% macro reconciled_tables() %}
    {%- set names = [
        'anomalies', 'arrival_audit', 'attribution', 'bot_traffic', 'carts', 'category_funnel', 'cohort_value',
        'event_audit', 'funnel_exits', 'funnel_steps', 'funnel_summary', 'incidents', 'kpi_daily', 'kpi_periods',
        'orders', 'path_flows', 'path_states', 'path_transitions', 'paths', 'people', 'product_funnel', 'retention',
        'segments', 'sessions', 'visitors',
        'int_channel_moves', 'int_cohort_purchases', 'int_cohort_values', 'int_daily_measures',
        'int_daily_segments', 'int_daily_states', 'int_daily_steps', 'int_events', 'int_order_products', 'int_orders',
        'int_product_sales', 'int_purchases', 'int_refunded_orders', 'int_session_products', 'int_sessions',
        'int_source_events', 'int_touchpoints',
    ] -%}
    {%- for source, raw in {'shop': 'raw.events', 'ga4': 'ga4.events'}.items() if source in var('event_sources') -%}
        {%- do names.extend(['stg_' ~ source ~ '__events', raw]) -%}
    {%- endfor -%}
    {%- for name in names -%} {%- do relation_named(name) -%} {%- endfor -%}
    {{- return(names) -}}
{% endmacro %}
