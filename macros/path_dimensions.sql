{#- The dimensions that paths are told apart by, each alone, as YAML; columns of `path_sessions`. -#}
{% macro path_dimensions() %}
- device_type
- channel
- visitor_type
{% endmacro %}
