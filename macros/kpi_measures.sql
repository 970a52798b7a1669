{#- The measures that KPIs are made of, as YAML: counted how, over which rows and dated by which column. Sessions are
    dated by their start, steps of the funnel `purchase` by its entry, like the funnel itself. -#}
{% macro kpi_measures() %}
sessions_with_bots: {is: count(*), over: sessions, date: session_date}
bot_sessions: {is: count(*) filter (where is_bot), over: sessions, date: session_date}
visitors: {is: count(distinct event_source || '|' || visitor_id), over: human_sessions, date: session_date}
sessions: {is: count(*), over: human_sessions, date: session_date}
converted_sessions: {is: count(*) filter (where converted_at is not null), over: human_sessions, date: session_date}
orders: {is: sum(order_count), over: human_sessions, date: session_date}
revenue: {is: sum(revenue), over: human_sessions, date: session_date}
viewed_sessions: {is: count(*) filter (where step_name = 'view_product'), over: purchase_steps, date: entry_date}
carted_sessions: {is: count(*) filter (where step_name = 'add_to_cart'), over: purchase_steps, date: entry_date}
checked_out_sessions: {is: count(*) filter (where step_name = 'checkout'), over: purchase_steps, date: entry_date}
purchased_sessions: {is: count(*) filter (where step_name = 'purchase'), over: purchase_steps, date: entry_date}
{%- endmacro %}
