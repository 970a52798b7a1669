{#- Every var has a value of its type: one line for the first that has not. -#}
{% macro check_vars() %}
    {%- for name in ['session_timeout_minutes', 'clock_skew_minutes', 'bot_threshold', 'max_funnel_steps',
        'drop_off_threshold', 'minimum_sample', 'cart_recovery_days', 'anomaly_minimum_volume', 'anomaly_history_weeks',
        'anomaly_minimum_weeks', 'anomaly_false_discovery_rate', 'attribution_lookback_days',
        'attribution_half_life_days', 'retention_days', 'path_length_cap', 'path_limit', 'path_minimum_flow_share',
        'path_minimum_support', 'max_category_levels', 'association_minimum_support',
        'association_minimum_baskets', 'event_slice'] -%}
        {%- set whole = name in ['max_funnel_steps', 'minimum_sample', 'anomaly_history_weeks', 'anomaly_minimum_weeks',
            'retention_days', 'path_length_cap', 'path_limit', 'max_category_levels', 'association_minimum_baskets',
            'event_slice'] -%}
        {%- if var(name) is boolean or var(name) is not number or var(name) < 0
            or (whole and var(name) is not integer) -%}
            {{- refuse_var(name, 'a ' ~ ('whole ' if whole else '') ~ 'number of at least 0') -}}
        {%- endif -%}
    {%- endfor -%}
    {%- if var('anomaly_history_weeks') < 2 or not 2 <= var('anomaly_minimum_weeks') <= var('anomaly_history_weeks') -%}
        {{- refuse_var('anomaly_minimum_weeks', 'at least 2 and at most anomaly_history_weeks') -}}
    {%- endif -%}
    {%- if var('max_category_levels') < 2 -%}
        {{- refuse_var('max_category_levels', 'a whole number of at least 2') -}}
    {%- endif -%}
    {%- if var('attribution_half_life_days') == 0 -%}
        {{- refuse_var('attribution_half_life_days', 'a number above 0') -}}
    {%- endif -%}
    {%- if var('sessionise_by') not in ['gap', 'source'] -%}
        {{- refuse_var('sessionise_by', 'gap or source') -}}
    {%- endif -%}
    {%- for name in ['exclude_unlisted_event_types', 'has_truth'] if var(name) is not boolean -%}
        {{- refuse_var(name, 'true or false') -}}
    {%- endfor -%}
    {%- if not modules.re.fullmatch("[^'{}]+", var('ip_salt') | string) -%}
        {{- refuse_var('ip_salt', 'a text without quotes and braces') -}}
    {%- endif -%}
    {%- if not modules.re.fullmatch('[A-Z]{3}', var('reporting_currency') | string) -%}
        {{- refuse_var('reporting_currency', 'an ISO 4217 code such as USD') -}}
    {%- endif -%}
    {%- if not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', var('min_event_date') | string) -%}
        {{- refuse_var('min_event_date', 'a date such as 2000-01-01') -}}
    {%- endif -%}
    {%- if not var('reporting_timezone') in modules.pytz.all_timezones_set -%}
        {{- refuse_var('reporting_timezone', "an IANA name such as Europe/Berlin, or UTC") -}}
    {%- endif -%}
{% endmacro %}
