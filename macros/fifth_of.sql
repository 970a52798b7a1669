{#- The fifth, 1 to 5, that a rank among so many lies in: one more for each fifth of them that stands before it. Those of equal rank
    do not stand before each other, so equal values have equal scores; null where there is no rank. -#}
{% macro fifth_of(rank, number) -%}
    cast(1 + floor({{ rate('5 * (' ~ rank ~ ' - 1)', number) }}) as integer)
{%- endmacro %}
