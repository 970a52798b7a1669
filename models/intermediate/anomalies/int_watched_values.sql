{{ config(materialized='view') }}

with

times as (

    select * from {{ ref('int_watched_segments') }}

),

purchases as (

    select * from {{ ref('int_daily_volumes') }}
    where event_type = 'purchase'

),

watched as (

    {% for value in ['revenue', 'order_id'] -%}
    select
        'purchase_value' as metric_group,
        'purchases with {{ value }}' as metric,
        'share' as family,
        'behaviour' as subject,
        false as is_total,
        times.dimension, times.dimension_value, times.date,
        purchases.events_with_{{ value }} as numerator,
        purchases.events as denominator
    from times
    inner join purchases
        on times.date = purchases.session_date
            and times.dimension = purchases.dimension
            and times.dimension_value = purchases.dimension_value
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

)

select * from watched
