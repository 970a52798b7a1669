{#- By what entrants of funnels are told apart, and the column of `funnel_steps` that says so, as YAML. -#}
{% macro step_dimensions() %}
device_type: device_type
traffic_source: traffic_source
channel: channel
country_code: country_code
visitor_type: case when is_new_visitor then 'new' else 'returning' end
{%- endmacro %}
