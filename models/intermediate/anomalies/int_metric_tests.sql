{%- set tail = student_tail('abs(cast(score as double))', 'degrees', 7 * (var('anomaly_history_weeks') - 1)) -%}

with

scores as (

    select * from {{ ref('int_metric_scores') }}

),

errors as (

    select
        *,
        case when is_total then exposure else 1 end as shown_by,
        sqrt(
            dispersion * (1 / exposure + 1 / past_exposure) * case family
                when 'share' then expected_rate * (1 - expected_rate)
                when 'duration' then expected_rate * expected_rate
                else expected_rate
            end
        ) as standard_error

    from scores

),

tests as (

    select
        metric, subject, dimension, dimension_value, date, day_number,
        date as since,
        family, status, score, weeks,
        case
            when metric_group = 'purchase_value' and numerator < 0.9 * expected_rate * exposure then 'value_outage'
            when metric_group = 'event_volume' and numerator < 0.05 * expected_rate * exposure then 'tracking_outage'
            when is_total then 'volume_change'
            else 'rate_change'
        end as kind,
        case when is_total then numerator else numerator / exposure end as observed,
        expected_rate * shown_by as expected,
        numerator - expected_rate * exposure as deviation,
        greatest(expected_rate - 3 * standard_error, 0) * shown_by as lower_bound,
        case
            when family = 'share' then least(expected_rate + 3 * standard_error, 1)
            else (expected_rate + 3 * standard_error) * shown_by
        end as upper_bound,
        -- what is smaller is lost in the sum that gives it
        case
            when status = 'tested' then cast(cast(2 * {{ tail }} as decimal(18, 12)) as double)
        end as p_value,
        case
            when metric_group = 'funnel_step'
                then {{ rate('exposure - numerator', 'exposure') }} > {{ var('drop_off_threshold') }}
        end as is_threshold_breached

    from errors

)

select * from tests
