{%- set dimensions = {
    'device_type': 'device_type',
    'traffic_source': 'traffic_source',
    'country_code': 'country_code',
    'visitor_type': "case when is_new_visitor then 'new' else 'returning' end",
} -%}

with

funnel_steps as (

    select * from {{ ref('funnel_steps') }}
    where dropped is not null

),

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

step_values as (

    select * from {{ ref('int_step_values') }}

),

by_dimension as (

    {% for dimension, value in dimensions.items() -%}
    select *, '{{ dimension }}' as dimension, {{ value }} as dimension_value
    from funnel_steps
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

drop_offs as (

    select
        by_dimension.funnel,
        by_dimension.step_name as from_step,
        steps.step_name as to_step,
        by_dimension.dimension,
        by_dimension.dimension_value,
        cast(sum(by_dimension.entered) as bigint) as entered,
        cast(sum(by_dimension.dropped) as bigint) as dropped,
        {{ rate('sum(by_dimension.dropped)', 'sum(by_dimension.entered)') }} as drop_off_rate,
        {{ money('sum(by_dimension.dropped * step_values.average_order_value)') }} as revenue_lost_gross,
        {{ money('sum(by_dimension.dropped * step_values.expected_order_value)') }} as revenue_lost_expected

    from by_dimension
    inner join steps
        on by_dimension.funnel = steps.funnel
            and by_dimension.step_number + 1 = steps.step_number
    left join step_values
        on by_dimension.funnel = step_values.funnel
            and by_dimension.event_source = step_values.event_source
            and by_dimension.step_number = step_values.step_number
    group by 1, 2, 3, 4, 5

)

select * from drop_offs
