{#- The median of seconds, a decimal to the microsecond; null where none is known. -#}
{% macro median(seconds) -%}
    {{ rounded('percentile_cont(0.5) within group (order by cast(' ~ seconds ~ ' as double))', 6) }}
{%- endmacro %}
