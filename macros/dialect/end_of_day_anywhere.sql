{#- The UTC time at which the day written as YYYYMMDD has ended in every time zone on Earth (UTC-12 is the
    last): when a file of that day is complete, whatever the property's time zone; null where it is no day. -#}
{% macro end_of_day_anywhere(date_text) %}
    {{- return(adapter.dispatch('end_of_day_anywhere')(date_text)) -}}
{% endmacro %}

{% macro default__end_of_day_anywhere(date_text) -%}
    try_strptime({{ date_text }}, '%Y%m%d') + interval '36' hour
{%- endmacro %}

{% macro spark__end_of_day_anywhere(date_text) -%}
    cast(try_to_timestamp({{ date_text }}, 'yyyyMMdd') as timestamp_ntz) + interval '36' hour
{%- endmacro %}
