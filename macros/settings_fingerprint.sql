{#- One md5 over everything outside the SQL that shapes results: the vars, and the content of the seeds (funnels,
    event types, KPIs, …). Left out are the globs, which say where the data lies, has_truth, which changes no mart, filters,
    which only analyses know, json_type, which belongs to the engine, and the record of KPIs. test_publish.py holds the list
    against dbt_project.yml. -#}
{% macro settings_fingerprint() %}
    {%- set settings = [] -%}
    {%- for name in [
        'event_sources', 'ip_salt', 'reporting_timezone', 'reporting_currency', 'session_timeout_minutes', 'sessionise_by',
        'min_event_date', 'clock_skew_minutes', 'exclude_unlisted_event_types', 'bot_threshold',
        'drop_off_threshold', 'max_funnel_steps', 'minimum_sample', 'cart_recovery_days',
        'anomaly_minimum_volume', 'anomaly_history_weeks', 'anomaly_minimum_weeks', 'anomaly_false_discovery_rate',
        'attribution_lookback_days', 'attribution_half_life_days', 'retention_days',
        'path_length_cap', 'path_limit', 'path_minimum_flow_share', 'path_minimum_support',
        'max_category_levels', 'association_minimum_support', 'association_minimum_baskets',
        'event_slice'
    ] -%}
        {%- do settings.append([name, var(name)]) -%}
    {%- endfor -%}
    {%- for seed in graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | sort(attribute='name')
        if seed.name not in ['kpi_changes', 'kpi_lock'] -%}
        {%- do settings.append([seed.name, seed.checksum.checksum]) -%}
    {%- endfor -%}
    {{- return(local_md5(tojson(settings, sort_keys=true))) -}}
{% endmacro %}
