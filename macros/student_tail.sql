{#- P(T > t) of Student's t with an even number of degrees of freedom, for t of at least 0: the finite series 26.7.4 of
    M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), in blocks of six terms, as parsers do not
    go deeper. `most` is the greatest number that `degrees` can be. test_statistics.py holds it against scipy. -#}
{% macro student_tail(t, degrees, most) -%}
    {%- set x = '(' ~ degrees ~ ' / (' ~ degrees ~ ' + ' ~ t ~ ' * ' ~ t ~ '))' -%}
    {%- set ns = namespace(coefficient=1.0, terms=[], series='0', block='') -%}
    {%- for term in range((most + 1) // 2) -%}
        {%- do ns.terms.append('cast(' ~ ns.coefficient ~ ' as double) * sign(greatest(' ~ degrees ~ ' - ' ~ 2 * term ~ ', 0))') -%}
        {%- set ns.coefficient = ns.coefficient * (2 * term + 1) / (2 * term + 2) -%}
    {%- endfor -%}
    {%- for block in ns.terms | batch(6) | list | reverse -%}
        {%- set ns.block = '0' -%}
        {%- for term in block | reverse -%}
            {%- set ns.block = '(' ~ term ~ ' + ' ~ x ~ ' * ' ~ ns.block ~ ')' -%}
        {%- endfor -%}
        {%- set ns.series = '(' ~ ns.block ~ ' + ' ~ [x, x, x, x, x, x] | join(' * ') ~ ' * ' ~ ns.series ~ ')' -%}
    {%- endfor -%}
    greatest(0.5 * (1 - {{ t }} / sqrt({{ degrees }} + {{ t }} * {{ t }}) * {{ ns.series }}), 0)
{%- endmacro %}
