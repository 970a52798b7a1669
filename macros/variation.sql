{#- The standard deviation of a group's gaps, microseconds, by their mean. In whole milliseconds and with a day at most, so that
    squares add up without loss, whatever the order. -#}
{% macro variation(gap) -%}
    {%- set bounded = 'case when ' ~ gap ~ ' > 86400000000 then 86400000000 else ' ~ gap ~ ' end' -%}
    {%- set milliseconds = 'cast(floor((' ~ bounded ~ ') / 1000) as bigint)' -%}
    sqrt(greatest(
        cast(count({{ gap }}) as double) * cast(sum({{ squared(milliseconds) }}) as double)
        - {{ squared('cast(sum(' ~ milliseconds ~ ') as double)') }},
        0
    )) / nullif(cast(sum({{ milliseconds }}) as double), 0)
{%- endmacro %}
