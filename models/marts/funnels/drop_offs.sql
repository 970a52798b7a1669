with

{{ steps_by_dimension() }},

step_pairs as (

    select * from {{ ref('int_step_pairs') }}

),

step_values as (

    select * from {{ ref('int_step_values') }}

),

drop_offs as (

    select
        step_pairs.funnel,
        step_pairs.from_step,
        step_pairs.to_step,
        by_dimension.dimension,
        by_dimension.dimension_value,
        cast(sum(by_dimension.entered) as bigint) as entered,
        cast(sum(by_dimension.dropped) as bigint) as dropped,
        {{ rate('sum(by_dimension.dropped)', 'sum(by_dimension.entered)') }} as drop_off_rate,
        {{ money('sum(by_dimension.dropped * step_values.average_order_value)') }} as revenue_lost_gross,
        {{ money('sum(by_dimension.dropped * step_values.expected_order_value)') }} as revenue_lost_expected

    from by_dimension
    inner join step_pairs
        on by_dimension.funnel = step_pairs.funnel
            and by_dimension.step_number = step_pairs.step_number
    left join step_values
        on by_dimension.funnel = step_values.funnel
            and by_dimension.event_source = step_values.event_source
            and by_dimension.step_number = step_values.step_number
    group by 1, 2, 3, 4, 5

)

select * from drop_offs
