{#- The UTC time at which the month written as 2019-Oct has ended in every time zone on Earth (UTC-12 is the last);
    null where it is no month. -#}
{% macro end_of_month_anywhere(month_text) %}
    {{- return(adapter.dispatch('end_of_month_anywhere')(month_text)) -}}
{% endmacro %}

{% macro default__end_of_month_anywhere(month_text) -%}
    try_strptime({{ month_text }}, '%Y-%b') + interval '1' month + interval '12' hour
{%- endmacro %}

{% macro spark__end_of_month_anywhere(month_text) -%}
    cast(try_to_timestamp({{ month_text }}, 'yyyy-MMM') as timestamp_ntz) + interval '1' month + interval '12' hour
{%- endmacro %}
