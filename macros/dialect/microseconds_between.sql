{#- Whole microseconds from one timestamp to a later one. Engines disagree on how: DuckDB counts in
    epoch_us, Spark in unix_micros of a zoned timestamp. Never datediff('minute'): it counts boundaries. -#}
{% macro microseconds_between(earlier, later) %}
    {{- return(adapter.dispatch('microseconds_between')(earlier, later)) -}}
{% endmacro %}

{% macro default__microseconds_between(earlier, later) -%}
    (epoch_us({{ later }}) - epoch_us({{ earlier }}))
{%- endmacro %}

{% macro spark__microseconds_between(earlier, later) -%}
    (unix_micros(cast({{ later }} as timestamp_ltz)) - unix_micros(cast({{ earlier }} as timestamp_ltz)))
{%- endmacro %}
