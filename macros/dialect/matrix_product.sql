{#- The product of two square matrices of some size, arrays of doubles row by row, and a third one added to it if there is one.
    Lambdas of the cell, from 0, and of the pair that is multiplied; DuckDB counts elements from 1, Spark from 0. -#}
{% macro matrix_product(left, right, size, added=none) %}
    {{- return(adapter.dispatch('matrix_product')(left, right, size, added)) -}}
{% endmacro %}

{% macro default__matrix_product(left, right, size, added) -%}
    list_transform(range({{ size }} * {{ size }}), lambda cell: {% if added %}{{ added }}[cell + 1] + {% endif -%}
    list_sum(list_transform(
        range({{ size }}),
        lambda k: {{ left }}[cell - cell % {{ size }} + k + 1] * {{ right }}[k * {{ size }} + cell % {{ size }} + 1]
    )))
{%- endmacro %}

{% macro spark__matrix_product(left, right, size, added) -%}
    transform(sequence(0, {{ size }} * {{ size }} - 1), cell -> {% if added %}{{ added }}[cell] + {% endif -%}
    aggregate(
        sequence(0, {{ size }} - 1),
        cast(0 as double),
        (total, k) -> total
            + {{ left }}[cell - cell % {{ size }} + k] * {{ right }}[k * {{ size }} + cell % {{ size }}]
    ))
{%- endmacro %}
