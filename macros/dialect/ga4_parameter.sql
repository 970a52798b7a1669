{#- One value of a GA4 event's parameters (a list of key and typed value), null where it has none. `type`
    is string, int, float or double: the field of the value it is read from. -#}
{% macro ga4_parameter(key, type) %}
    {{- return(adapter.dispatch('ga4_parameter')(key, type)) -}}
{% endmacro %}

{% macro default__ga4_parameter(key, type) -%}
    list_filter(event_params, lambda parameter: parameter.key = '{{ key }}')[1].value.{{ type }}_value
{%- endmacro %}

{% macro spark__ga4_parameter(key, type) -%}
    get(filter(event_params, parameter -> parameter.key = '{{ key }}'), 0).value.{{ type }}_value
{%- endmacro %}
