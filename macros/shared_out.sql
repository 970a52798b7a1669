{#- CTEs that share whole amounts of the rows of `weighed` out by `weight`, a whole number, among the rows of the same
    `whole` (columns separated by commas); the last of them is `shared_out`, with `<amount>_share`. Each takes its share
    rounded down; what is left goes one by one to the largest remainders, of equal ones to the lowest `tie_break`. All
    in whole numbers, so that shares add up exactly on every engine. -#}
{% macro shared_out(amounts, whole, tie_break) -%}
with_total as (

    select *, cast(sum(weight) over (partition by {{ whole }}) as bigint) as total_weight from weighed

),

-- what a weight earns of the amount's whole multiples of all weights, and of what is over: no product leaves the integers
with_parts as (

    select
        *,
        {%- for amount in amounts %}
        cast(round(({{ amount }} - {{ amount }} % total_weight) / total_weight) as bigint) * weight as {{ amount }}_base,
        {{ amount }} % total_weight * weight as {{ amount }}_product{{ ',' if not loop.last }}
        {%- endfor %}

    from with_total

),

with_remainders as (

    select
        *,
        {%- for amount in amounts %}
        {{ amount }}_product % total_weight as {{ amount }}_remainder,
        {{ amount }}_base + cast(round(({{ amount }}_product - {{ amount }}_product % total_weight) / total_weight) as bigint)
            as {{ amount }}_floor{{ ',' if not loop.last }}
        {%- endfor %}

    from with_parts

),

ranked as (

    select
        *,
        {%- for amount in amounts %}
        row_number() over (
            partition by {{ whole }} order by {{ amount }}_remainder desc nulls last, {{ tie_break }} asc nulls last
        ) as {{ amount }}_rank,
        {{ amount }} - sum({{ amount }}_floor) over (partition by {{ whole }}) as {{ amount }}_left{{ ',' if not loop.last }}
        {%- endfor %}

    from with_remainders

),

shared_out as (

    select
        *,
        {%- for amount in amounts %}
        {{ amount }}_floor + case when {{ amount }}_rank <= {{ amount }}_left then 1 else 0 end as {{ amount }}_share
        {{- ',' if not loop.last }}
        {%- endfor %}

    from ranked

)
{%- endmacro %}
