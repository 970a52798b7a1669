{#- CTEs that turn the z scores of `compared` into two-sided p values, and these into q values over all groups of a funnel
    with a sufficient sample; the last of them is `corrected`. -#}
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
        {{ significant('2 * tail') }} as p_value,
        case when is_sample_sufficient then {{ significant('2 * tail') }} end as tested_p_value

    from tails

),

{{ q_values('tested', 'funnel') }}
{%- endmacro %}
