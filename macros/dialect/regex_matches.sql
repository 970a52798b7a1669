{#- Whether a text matches a pattern anywhere. DuckDB has a function, Spark an operator. -#}
{% macro regex_matches(text, pattern) %}
    {{- return(adapter.dispatch('regex_matches')(text, pattern)) -}}
{% endmacro %}

{% macro default__regex_matches(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__regex_matches(text, pattern) -%}
    ({{ text }} rlike {{ pattern }})
{%- endmacro %}
