{#- A text that tells whether the same events are there: the sum of their times, in microseconds. -#}
{% macro sum_of_times(timestamp) -%}
    cast(
        sum(cast({{ microseconds_between("cast('2000-01-01' as timestamp)", timestamp) }} as decimal(38, 0)))
        as {{ dbt.type_string() }}
    )
{%- endmacro %}
