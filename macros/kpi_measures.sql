{#- The measures that KPIs are made of, as YAML: counted how and over which of `kpi_rows`. Those of days add up to those of
    longer times, but for the ones that name another `aggregation`. -#}
{% macro kpi_measures() %}
sessions_with_bots: {is: count(*), over: sessions}
bot_sessions: {is: count(*) filter (where is_bot), over: sessions}
sessions: {is: count(*), over: human_sessions}
bounced_sessions: {is: count(*) filter (where is_bounce), over: human_sessions}
converted_sessions: {is: count(*) filter (where converted_at is not null), over: human_sessions}
carts: {is: count(*) filter (where carted and is_closed), over: human_sessions}
abandoned_carts: {is: count(*) filter (where carted and is_closed and not purchased), over: human_sessions}
page_views: {is: sum(page_view_count), over: human_sessions}
orders: {is: sum(order_count), over: human_sessions}
valued_orders: {is: sum(valued_order_count), over: human_sessions}
refunded_orders: {is: sum(refunded_order_count), over: human_sessions}
revenue: {is: sum(revenue), over: human_sessions}
new_visitors: {is: count(*) filter (where is_new_visitor), over: human_sessions}
visitors:
  is: count(distinct event_source || '|' || visitor_id)
  over: human_sessions
  aggregation: distinct
converted_visitors:
  is: count(distinct case when converted_at is not null then event_source || '|' || visitor_id end)
  over: human_sessions
  aggregation: distinct
median_session_seconds:
  is: {{ percentile(0.5, 'duration_seconds') }}
  over: human_sessions
  aggregation: median
median_seconds_to_goal:
  is: {{ percentile(0.5, seconds_between('started_at', 'converted_at')) }}
  over: human_sessions
  aggregation: median
viewed_sessions: {is: count(*) filter (where step_name = 'view_product'), over: purchase_steps}
carted_sessions: {is: count(*) filter (where step_name = 'add_to_cart'), over: purchase_steps}
checked_out_sessions: {is: count(*) filter (where step_name = 'checkout'), over: purchase_steps}
purchased_sessions: {is: count(*) filter (where step_name = 'purchase'), over: purchase_steps}
{%- endmacro %}
