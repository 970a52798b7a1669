{#- CTEs that turn the z scores of `compared` into two-sided p values, and these into q values over all groups of a
    family that are tested, if not said otherwise those of a funnel with a sufficient sample; the last is `corrected`. -#}
{% macro corrected_p_values(family='funnel', is_tested='is_sample_sufficient') -%}
tails as (

    select
        *,
        {{ normal_tail('z_score') }} as tail

    from compared

),

tested as (

    select
        *,
        {{ significant('2 * tail') }} as p_value,
        case when {{ is_tested }} then {{ significant('2 * tail') }} end as tested_p_value

    from tails

),

{{ q_values('tested', family) }}
{%- endmacro %}
