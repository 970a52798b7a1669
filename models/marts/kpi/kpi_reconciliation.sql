{%- set checks = {
    'events read = accepted + excluded': [
        'select ' ~ count_staged_events(),
        'select sum(events) from ' ~ ref('event_audit'),
    ],
    'accepted events = events in sessions': [
        "select sum(events) from " ~ ref('event_audit') ~ " where outcome = 'accepted'",
        'select sum(event_count) from ' ~ ref('sessions'),
    ],
    'orders = orders of sessions': [
        'select count(*) from ' ~ ref('int_orders'),
        'select sum(order_count) from ' ~ ref('sessions'),
    ],
    'revenue = revenue of sessions': [
        'select sum(revenue) from ' ~ ref('int_orders'),
        'select sum(revenue) from ' ~ ref('sessions'),
    ],
    'sessions of kpi_daily = sessions of people': [
        "select sum(numerator) from " ~ ref('kpi_daily') ~ " where kpi = 'sessions'",
        'select count(*) from ' ~ ref('sessions') ~ ' where not is_bot',
    ],
    'revenue of kpi_daily = revenue of people': [
        "select sum(numerator) from " ~ ref('kpi_daily') ~ " where kpi = 'revenue'",
        'select sum(revenue) from ' ~ ref('sessions') ~ ' where not is_bot',
    ],
    'sessions of kpi_daily = entrants of the funnel engagement': [
        "select sum(numerator) from " ~ ref('kpi_daily') ~ " where kpi = 'sessions'",
        "select entered from " ~ ref('funnel_summary') ~ " where funnel = 'engagement' and step_number = 1",
    ],
    'conversions of kpi_daily = last stage of the funnel engagement': [
        "select sum(numerator) from " ~ ref('kpi_daily') ~ " where kpi = 'session_conversion'",
        "select entered from " ~ ref('funnel_summary') ~ " where funnel = 'engagement' and step_number = 4",
    ],
    'carts of kpi_daily = second step of the funnel purchase': [
        "select sum(numerator) from " ~ ref('kpi_daily') ~ " where kpi = 'product_to_cart'",
        "select entered from " ~ ref('funnel_summary') ~ " where funnel = 'purchase' and step_number = 2",
    ],
    'dropped of funnel_steps = dropped of funnel_summary': [
        'select sum(dropped) from ' ~ ref('funnel_steps'),
        'select sum(dropped) from ' ~ ref('funnel_summary'),
    ],
} -%}

with

checks as (

    {% for check_name, queries in checks.items() -%}
    {{ reconcile(check_name, queries[0], queries[1]) }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

compared as (

    select
        check_name,
        left_value,
        right_value,
        left_value - right_value as difference,
        left_value = right_value as is_reconciled

    from checks

)

select * from compared
