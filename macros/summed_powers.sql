{#- CTEs that sum up the powers of square matrices, one for each value of some keys (columns separated by commas), the last of
    them `chains`, with the sums as `visits`, an array row by row. Read are `cells`: from_state, to_state, the number of the
    `cell` in its matrix, row by row from 1, its `probability`, and how many states there are. Each squaring makes the sum
    one of twice as many powers. -#}
{% macro summed_powers(keys, size, squarings) -%}
squared_0 as (

    select
        {{ keys }},
        {{ size }},
        {{ ordered_list('probability', 'cell') }} as power,
        {{ ordered_list('cast(case when from_state = to_state then 1 else 0 end as double)', 'cell') }} as visits

    from cells
    group by {{ keys }}, {{ size }}

),

{% for number in range(squarings) -%}
squared_{{ number + 1 }} as (

    select
        {{ keys }},
        {{ size }},
        {{ matrix_product('power', 'power', size) }} as power,
        {{ matrix_product('power', 'visits', size, added='visits') }} as visits

    from squared_{{ number }}

),

{% endfor -%}
chains as (

    select
        {{ keys }},
        visits

    from squared_{{ squarings }}

)
{%- endmacro %}
