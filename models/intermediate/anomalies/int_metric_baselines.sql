{%- set seven_days -%}
    partition by metric, dimension, dimension_value order by day_number asc nulls last
    range between 6 preceding and current row
{%- endset -%}

with

-- what is usual, by the histories of seven days; half of the squares of a standard normal variable are below 0.4549
histories as (

    select
        *,
        {{ rate('sum(cast(median_deviance as decimal(28, 8))) over seven_days', '0.4549 * count(*) over seven_days') }}
            as usual_deviance

    from {{ ref('int_metric_histories') }}
    window seven_days as ({{ seven_days }})

),

-- one rate of the weeks that are not far from the usual one
kept as (

    select
        metric, dimension, dimension_value, date, day_number, family,
        count(*) as weeks,
        cast(sum(cast(numerator as decimal(28, 6))) as double) as past_numerator,
        cast(sum(cast(exposure as decimal(28, 6))) as double) as past_exposure,
        sum(cast({{ log_likelihood('numerator', 'exposure') }} as decimal(24, 10))) as log_likelihoods

    from histories
    where deviance <= case when family in ('share', 'count') then 9 else 25 end
        * {{ at_least_chance('usual_deviance', 'family') }}
    group by 1, 2, 3, 4, 5, 6

),

spread as (

    select
        *,
        greatest(
            cast(
                2 * (log_likelihoods - cast({{ log_likelihood('past_numerator', 'past_exposure') }} as decimal(34, 10)))
                as decimal(28, 8)
            ), 0
        ) as spread

    from kept

),

-- how much more weeks differ than chance alone would have it
baselines as (

    select
        metric, dimension, dimension_value, date, weeks, past_numerator, past_exposure, spread,
        2 * cast(floor(sum(weeks - 1) over seven_days / 2) as integer) as degrees,
        {{ at_least_chance(rate('sum(spread) over seven_days', 'sum(weeks - 1) over seven_days'), 'family') }}
            as dispersion

    from spread
    window seven_days as ({{ seven_days }})

)

select * from baselines
