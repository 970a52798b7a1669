{{ config(materialized='view') }}

with

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}

),

average_order_values as (

    select * from {{ ref('int_average_order_values') }}

),

-- over all segments: a segment whose checkout is broken would price its own loss at nothing
purchase_rates as (

    select
        funnel,
        event_source,
        step_number,
        {{ rate(
            'count(*) filter (where is_closed and purchased)', 'count(*) filter (where is_closed)'
        ) }} as purchase_rate

    from outcomes
    group by 1, 2, 3

),

step_values as (

    select
        purchase_rates.funnel,
        purchase_rates.event_source,
        purchase_rates.step_number,
        purchase_rates.purchase_rate,
        average_order_values.average_order_value,
        {{ rounded('purchase_rates.purchase_rate * average_order_values.average_order_value', 6) }}
            as expected_order_value

    from purchase_rates
    left join average_order_values
        on purchase_rates.event_source = average_order_values.event_source

)

select * from step_values
