{#- The product of two square matrices of some size, arrays of doubles row by row. A lambda of each cell in one of each pair that
    is multiplied; DuckDB counts elements from 1, Spark from 0. -#}
{% macro matrix_product(left, right, size) %}
    {{- return(adapter.dispatch('matrix_product')(left, right, size)) -}}
{% endmacro %}

{% macro default__matrix_product(left, right, size) -%}
    list_transform(range({{ size }} * {{ size }}), lambda cell: list_sum(list_transform(
        range({{ size }}),
        lambda k: {{ left }}[cell - cell % {{ size }} + k + 1] * {{ right }}[k * {{ size }} + cell % {{ size }} + 1]
    )))
{%- endmacro %}

{% macro spark__matrix_product(left, right, size) -%}
    transform(sequence(0, {{ size }} * {{ size }} - 1), cell -> aggregate(
        sequence(0, {{ size }} - 1),
        cast(0 as double),
        (total, k) -> total
            + {{ left }}[cell - cell % {{ size }} + k] * {{ right }}[k * {{ size }} + cell % {{ size }}]
    ))
{%- endmacro %}
