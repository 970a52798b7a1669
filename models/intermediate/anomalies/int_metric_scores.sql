with

daily_metrics as (

    select * from {{ ref('int_daily_metrics') }}

),

baselines as (

    select * from {{ ref('int_metric_baselines') }}

),

joined as (

    select
        daily_metrics.*,
        baselines.weeks, baselines.past_numerator, baselines.past_exposure, baselines.degrees, baselines.dispersion,
        baselines.past_numerator / baselines.past_exposure as expected_rate

    from daily_metrics
    left join baselines
        on daily_metrics.metric = baselines.metric
            and daily_metrics.dimension = baselines.dimension
            and daily_metrics.dimension_value = baselines.dimension_value
            and daily_metrics.date = baselines.date

),

-- what two rates explain better than one, and how many events would make the relative standard error
compared as (

    select
        *,
        cast(
            2 * (
                {{ log_likelihood('numerator', 'exposure') }}
                + {{ log_likelihood('past_numerator', 'past_exposure') }}
                - {{ log_likelihood('(numerator + past_numerator)', '(exposure + past_exposure)') }}
            ) as decimal(28, 8)
        ) as g_statistic,
        case when family = 'duration' then 1 else expected_rate * exposure end / nullif(dispersion, 0) as volume

    from joined

),

scores as (

    select
        *,
        case
            when coalesce(weeks, 0) < {{ var('anomaly_minimum_weeks') }} or degrees < 2 then 'warm_up'
            when coalesce(volume, 0) < {{ var('anomaly_minimum_volume') }} then 'low_volume'
            else 'tested'
        end as status,
        {{ rounded(
            'sign(numerator / exposure - expected_rate) * sqrt(greatest(g_statistic, 0) / nullif(dispersion, 0))', 6
        ) }} as score

    from compared

)

select * from scores
