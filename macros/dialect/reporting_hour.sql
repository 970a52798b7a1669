{#- The hour of the day, 0 to 23, in `reporting_timezone`, of a UTC timestamp. -#}
{% macro reporting_hour(timestamp) %}
    {{- return(adapter.dispatch('reporting_hour')(timestamp)) -}}
{% endmacro %}

{% macro default__reporting_hour(timestamp) -%}
    cast(extract(hour from timezone('{{ var("reporting_timezone") }}', timezone('UTC', {{ timestamp }}))) as integer)
{%- endmacro %}

{% macro spark__reporting_hour(timestamp) -%}
    hour(from_utc_timestamp({{ timestamp }}, '{{ var("reporting_timezone") }}'))
{%- endmacro %}
