{#- CTEs that add to the rows of a relation the q value of their `tested_p_value` among all of a family, the last of them
    `corrected`: Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical
    Society B 57 (1995), 289-300. What was not tested has neither. `tests` is a
    column with how many tests a family has, where the relation holds only some of them. -#}
{% macro q_values(relation, family, tests=none) -%}
ranked as (

    select
        *,
        {{ tests or 'count(tested_p_value) over (partition by ' ~ family ~ ')' }} as tests,
        count(tested_p_value) over (partition by {{ family }} order by tested_p_value asc nulls last) as p_rank

    from {{ relation }}

),

corrected as (

    select
        *,
        case
            when tested_p_value is not null
                then min(tested_p_value * tests / nullif(p_rank, 0)) over (
                    partition by {{ family }}
                    order by tested_p_value desc nulls first
                )
        end as q_value

    from ranked

)
{%- endmacro %}
