with

watched as (

    {% for metrics in ['int_watched_kpis', 'int_watched_steps', 'int_watched_volumes', 'int_watched_values'] -%}
    select
        metric_group, metric, family, subject, is_total, dimension, dimension_value, date,
        cast(numerator as double) as numerator,
        cast(coalesce(denominator, 1) as double) as exposure
    from {{ ref(metrics) }}
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

-- a share of nothing is unknown, and so is a median of nothing
daily_metrics as (

    select
        *,
        {{ day_number('date') }} as day_number

    from watched
    where exposure > 0
        and (numerator > 0 or numerator = 0 and family <> 'duration')

)

select * from daily_metrics
