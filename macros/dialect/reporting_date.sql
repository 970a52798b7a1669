{#- The calendar date, in `reporting_timezone`, of a UTC timestamp. DuckDB turns a naive timestamp into a
    zoned one and back with timezone(), Spark with from_utc_timestamp(). In UTC it is a cast, as timezone() takes a fifth
    of a microsecond. -#}
{% macro reporting_date(timestamp) %}
    {{- return(adapter.dispatch('reporting_date')(timestamp)) -}}
{% endmacro %}

{% macro default__reporting_date(timestamp) -%}
    {%- if var('reporting_timezone') == 'UTC' -%}
        cast({{ timestamp }} as date)
    {%- else -%}
        cast(timezone('{{ var("reporting_timezone") }}', timezone('UTC', {{ timestamp }})) as date)
    {%- endif -%}
{%- endmacro %}

{% macro spark__reporting_date(timestamp) -%}
    cast(from_utc_timestamp({{ timestamp }}, '{{ var("reporting_timezone") }}') as date)
{%- endmacro %}
