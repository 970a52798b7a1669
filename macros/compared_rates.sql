{#- CTEs that compare the share that went on of each group of `with_rest` with that of the rest, the last of them `compared`.
    The interval of the difference is Newcombe's (R. G. Newcombe, "Interval estimation for the difference between independent
    proportions", Statistics in Medicine 17 (1998), method 10); z is that of the
    two-proportion test; the odds ratio takes one more of each outcome as its prior. -#}
{% macro compared_rates() -%}
bounded as (

    select
        *,
        {{ rate('completed', 'settled') }} as completion_rate,
        {{ rate('rest_completed', 'rest_settled') }} as rest_rate,
        {{ rate('completed + rest_completed', 'settled + rest_settled') }} as pooled_rate,
        {{ wilson_bound('completed', 'settled', '-') }} as low,
        {{ wilson_bound('completed', 'settled', '+') }} as high,
        {{ wilson_bound('rest_completed', 'rest_settled', '-') }} as rest_low,
        {{ wilson_bound('rest_completed', 'rest_settled', '+') }} as rest_high,
        {{ rate('(completed + 1) * (rest_settled - rest_completed + 1)', '(settled - completed + 1) * (rest_completed + 1)') }}
            as odds_ratio,
        least(settled, rest_settled) >= {{ var('minimum_sample') }} as is_sample_sufficient,
        least(completed, settled - completed, rest_completed, rest_settled - rest_completed) < 5 as is_skewed

    from with_rest

),

compared as (

    select
        *,
        completion_rate - rest_rate as rate_difference,
        completion_rate - rest_rate
        - sqrt({{ squared('completion_rate - low') }} + {{ squared('rest_high - rest_rate') }}) as ci_low,
        completion_rate - rest_rate
        + sqrt({{ squared('high - completion_rate') }} + {{ squared('rest_rate - rest_low') }}) as ci_high,
        abs(completion_rate - rest_rate) / nullif(
            sqrt(pooled_rate * (1 - pooled_rate) * ({{ rate('1', 'settled') }} + {{ rate('1', 'rest_settled') }})), 0
        ) as z_score

    from bounded

)
{%- endmacro %}
