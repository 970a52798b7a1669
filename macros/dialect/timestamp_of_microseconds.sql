{#- The naive UTC timestamp of microseconds since 1970, null where they lie outside the years 1 to 9999. -#}
{% macro timestamp_of_microseconds(microseconds) %}
    {{- return(adapter.dispatch('timestamp_of_microseconds')(microseconds)) -}}
{% endmacro %}

{% macro default__timestamp_of_microseconds(microseconds) -%}
    case
        when {{ microseconds }} between -62135596800000000 and 253402300799999999
            then make_timestamp(cast({{ microseconds }} as bigint))
    end
{%- endmacro %}

{% macro spark__timestamp_of_microseconds(microseconds) -%}
    case
        when {{ microseconds }} between -62135596800000000 and 253402300799999999
            then cast(timestamp_micros(cast({{ microseconds }} as bigint)) as timestamp_ntz)
    end
{%- endmacro %}
