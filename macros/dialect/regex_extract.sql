{#- The first group a pattern captures in a text, null where nothing matches. Patterns hold no backslash:
    engines read `\d` in a literal differently. -#}
{% macro regex_extract(text, pattern) %}
    {{- return(adapter.dispatch('regex_extract')(text, pattern)) -}}
{% endmacro %}

{% macro default__regex_extract(text, pattern) -%}
    nullif(regexp_extract({{ text }}, '{{ pattern }}', 1), '')
{%- endmacro %}
