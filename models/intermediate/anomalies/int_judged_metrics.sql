{%- set shared -%}
metric, subject, kind, dimension, dimension_value, date, since, family, status, observed, expected, lower_bound,
        upper_bound, deviation, is_threshold_breached, p_value
{%- endset -%}

with

tests as (

    select
        {{ shared }},
        cast(score as double) as score
    from {{ ref('int_metric_tests') }}
    union all
    -- as many standard errors as a single day of such a p value would have, or nearly so
    select
        {{ shared }},
        cast({{ rounded('direction * sqrt(-2 * ln(p_value))', 6) }} as double) as score
    from {{ ref('int_metric_drifts') }}

),

tested as (

    select
        *,
        p_value as tested_p_value

    from tests

),

{{ q_values('tested', 'date') }},

decided as (

    select
        *,
        coalesce(q_value <= {{ var('anomaly_false_discovery_rate') }}, false) as is_anomaly

    from corrected

),

judged_metrics as (

    select
        metric, subject, kind, dimension, dimension_value, date, since, family, status,
        observed, expected, lower_bound, upper_bound, deviation, score, p_value, q_value, is_anomaly,
        case when score > 0 then 'up' when score < 0 then 'down' end as direction,
        case
            when not is_anomaly then null
            when kind in ('tracking_outage', 'value_outage') or abs(score) >= 8 then 'critical'
            when abs(score) >= 6 then 'major'
            else 'minor'
        end as severity,
        is_threshold_breached

    from decided

)

select * from judged_metrics
