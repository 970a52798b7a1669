{#- The dimensions that daily metrics are told apart by, each alone and in pairs, as YAML. -#}
{% macro segment_dimensions() %}
- device_type
- channel
- country_code
{% endmacro %}
