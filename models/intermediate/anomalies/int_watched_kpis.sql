{{ config(materialized='view') }}

with

times as (

    select * from {{ ref('int_watched_segments') }}

),

definitions as (

    select * from {{ ref('kpi_definitions') }}
    -- orders are given back for weeks: a young day's rate is not known yet, the refunds themselves are watched
    where kpi <> 'refund_rate'

),

measures as (

    select measure_date as date, dimension, dimension_value, measure, measure_value from {{ ref('int_daily_measures') }}

),

{{ kpi_values(['date', 'dimension', 'dimension_value']) }},

watched as (

    select
        'kpi' as metric_group,
        valued.kpi as metric,
        case
            when definitions.unit = 'share' then 'share'
            when definitions.unit = 'reporting currency' then 'amount'
            when definitions.unit = 'seconds' then 'duration'
            else 'count'
        end as family,
        case
            when definitions.unit in ('sessions', 'visitors') or valued.kpi = 'bot_share' then 'traffic'
            else 'behaviour'
        end as subject,
        valued.denominator is null and definitions.unit <> 'seconds' as is_total,
        valued.dimension, valued.dimension_value, valued.date, valued.numerator, valued.denominator

    from valued
    inner join definitions
        on valued.kpi = definitions.kpi

)

select * from watched
