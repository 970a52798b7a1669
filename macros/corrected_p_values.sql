{#- CTEs that turn the z scores of `compared` into two-sided p values, and these into q values by Benjamini and Hochberg
    (Journal of the Royal Statistical Society B 57 (1995), 289-300) over all groups of a funnel with a sufficient sample;
    the last of them is `corrected`. -#}
{% macro corrected_p_values() -%}
tails as (

    select
        *,
        {{ normal_tail('z_score') }} as tail

    from compared

),

tested as (

    select
        *,
        {{ significant('2 * tail') }} as p_value

    from tails

),

ranked as (

    select
        *,
        case when is_sample_sufficient then p_value end as tested_p_value,
        count(case when is_sample_sufficient then p_value end) over (partition by funnel) as tests,
        count(case when is_sample_sufficient then p_value end) over (
            partition by funnel order by p_value asc nulls last
        ) as p_rank

    from tested

),

corrected as (

    select
        *,
        case
            when tested_p_value is not null
                then min(tested_p_value * tests / nullif(p_rank, 0)) over (
                    partition by funnel
                    order by p_value desc nulls first
                )
        end as q_value

    from ranked

)
{%- endmacro %}
