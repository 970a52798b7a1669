{#- A polynomial, its coefficients from the highest power down, by Horner's rule. -#}
{% macro polynomial(coefficients, x) -%}
    {%- set ns = namespace(sum='cast(' ~ coefficients[0] ~ ' as double)') -%}
    {%- for coefficient in coefficients[1:] -%}
        {%- set ns.sum = '(' ~ ns.sum ~ ' * (' ~ x ~ ') + cast(' ~ coefficient ~ ' as double))' -%}
    {%- endfor -%}
    {{ ns.sum }}
{%- endmacro %}
