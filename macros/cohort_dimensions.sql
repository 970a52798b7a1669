{#- What cohorts are told apart by, beside all of them together, as YAML: columns of `int_daily_cohorts`. -#}
{% macro cohort_dimensions() %}
- first_channel
- first_device_type
{% endmacro %}
