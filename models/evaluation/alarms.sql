{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

anomalies as (

    select * from {{ ref('anomalies') }}

),

-- what is often done: a day beyond three standard deviations of the four weeks before it
recent as (

    select
        *,
        avg(observed) over four_weeks as recent_mean,
        stddev_samp(observed) over four_weeks as recent_deviation,
        count(*) over four_weeks as recent_days

    from anomalies
    where kind <> 'slow_drift'
    window four_weeks as (
        partition by metric, dimension, dimension_value order by date asc nulls last
        rows between 28 preceding and 1 preceding
    )

),

alarms as (

    select 'anomalies' as method, metric, dimension, dimension_value, date, kind, direction
    from anomalies
    where is_anomaly
    union all
    select 'three sigma' as method, metric, dimension, dimension_value, date, kind, direction
    from recent
    where recent_days = 28
        and abs(observed - recent_mean) > 3 * recent_deviation
    union all
    -- steps of the funnel purchase are KPIs, too
    select
        'threshold' as method,
        case metric
            when 'purchase: add_to_cart to checkout' then 'cart_to_checkout'
            when 'purchase: checkout to purchase' then 'checkout_to_purchase'
            else metric
        end as metric,
        dimension, dimension_value, date, kind,
        'down' as direction
    from recent
    where recent_days = 28
        and is_threshold_breached

)

select * from alarms
