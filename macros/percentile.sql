{#- The value below which a share of some seconds lies, between two of them in proportion, a decimal to the microsecond; null
    where none is known. -#}
{% macro percentile(share, seconds) -%}
    {{ rounded('percentile_cont(' ~ share ~ ') within group (order by cast(' ~ seconds ~ ' as double))', 6) }}
{%- endmacro %}
