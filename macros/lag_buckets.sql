{#- How late an event may arrive, in buckets: their names and the seconds each reaches to, the last without end. -#}
{% macro lag_buckets() %}
within_a_minute: 60
within_an_hour: 3600
within_a_day: 86400
within_a_week: 604800
later: ~
{%- endmacro %}
