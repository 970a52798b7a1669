with

-- of both directions the one further on
walks as (

    select
        *,
        coalesce(day_number - last_rest, 14) as days_of_drift,
        row_number() over (
            partition by metric, dimension, dimension_value, date
            order by rise desc nulls last, direction asc nulls last
        ) as place

    from {{ ref('int_metric_walks') }}

),

-- a drift takes four days or more
drifts as (

    select
        metric,
        subject,
        'slow_drift' as kind,
        dimension,
        dimension_value,
        date,
        cast(date - greatest(days_of_drift - 1, 0) * interval '1' day as date) as since,
        family,
        status,
        observed,
        expected,
        lower_bound,
        upper_bound,
        deviation,
        direction,
        is_threshold_breached,
        case
            when step > 0 and days_of_drift >= 4 then least({{ significant('2 * ' ~ drift_tail('rise', 'weeks')) }}, 1)
            else 1
        end as p_value

    from walks
    where place = 1

)

select * from drifts
