{#- Seconds from one timestamp to a later one, exact to the microsecond: a decimal, so that sums do not
    depend on the order of rows. -#}
{% macro seconds_between(earlier, later) -%}
    cast(
        {{ microseconds_between(earlier, later) }} * cast(0.000001 as decimal(7, 6)) as decimal(18, 6)
    )
{%- endmacro %}
