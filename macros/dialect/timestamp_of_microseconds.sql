{#- The naive UTC timestamp of microseconds since 1970. -#}
{% macro timestamp_of_microseconds(microseconds) %}
    {{- return(adapter.dispatch('timestamp_of_microseconds')(microseconds)) -}}
{% endmacro %}

{% macro default__timestamp_of_microseconds(microseconds) -%}
    make_timestamp({{ microseconds }})
{%- endmacro %}

{% macro spark__timestamp_of_microseconds(microseconds) -%}
    cast(timestamp_micros({{ microseconds }}) as timestamp_ntz)
{%- endmacro %}
