{#- The dimensions by which `segments` tells sessions apart, and what a row of `int_sessions` is in each, as YAML; what is
    unknown is null. An expression of another macro may have several lines, which YAML takes in quotes alone. -#}
{% macro session_segments() %}
{%- set pairs = {
    'traffic_source': 'device_type', 'country_code': 'device_type', 'channel': 'landing_page_type',
} -%}
device_type: device_type
country_code: country_code
channel: channel
traffic_source: traffic_source
browser: browser
landing_page_type: landing_page_type
visitor_type: case when is_new_visitor then 'new' else 'returning' end
weekday: {{ tojson(weekday_of('session_date')) }}
hour: {{ tojson(two_digits(reporting_hour('started_at'))) }}
duration_bucket: {{ tojson(band_of('duration_seconds', duration_buckets())) }}
duration_minute: {{ two_digits('cast(floor(least(duration_seconds, 3600) / 60) as integer)') }}
{%- for one, other in pairs.items() %}
{{ one }} × {{ other }}: {{ known(one) }} || ' × ' || {{ known(other) }}
{%- endfor %}
{%- endmacro %}
