{#- What measures are counted over, as YAML: of which model which rows, dated by which column. Sessions are dated by their
    start, steps of the funnel `purchase` by its entry, like the funnel itself. -#}
{% macro kpi_rows() %}
sessions: {of: int_sessions, date: session_date, where: 'true'}
human_sessions: {of: int_sessions, date: session_date, where: not is_bot}
purchase_steps: {of: int_funnel_outcomes, date: entry_date, where: funnel = 'purchase'}
{%- endmacro %}
