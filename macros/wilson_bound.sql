{#- A bound of the interval of a share by Wilson's score (E. B. Wilson, "Probable inference, the law of succession, and
    statistical inference", JASA 22 (1927), 209-212): side is - for the lower, + for the upper one; of 95 %, or of what
    another z gives. -#}
{% macro wilson_bound(part, whole, side, z='1.959963984540054') -%}
    {%- set n, p = 'nullif(cast(' ~ whole ~ ' as double), 0)', '(' ~ rate(part, whole) ~ ')' -%}
    (
        {{ p }} + {{ z }} * {{ z }} / (2 * {{ n }})
        {{ side }} {{ z }} * sqrt({{ p }} * (1 - {{ p }}) / {{ n }} + {{ z }} * {{ z }} / (4 * {{ n }} * {{ n }}))
    ) / (1 + {{ z }} * {{ z }} / {{ n }})
{%- endmacro %}
