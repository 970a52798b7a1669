{#- CTEs that count how many of a group that reached a step went on, the last of them `groups`: of each segment of
    `by_dimension`, and of those who did something before the step. Who is still in flight is not counted. -#}
{% macro compared_groups() -%}
step_behaviours as (

    select * from {{ ref('int_step_behaviours') }}

),

step_values as (

    select * from {{ ref('int_step_values') }}

),

counted as (

    select
        'segment' as kind,
        funnel, event_source, step_number, dimension, dimension_value, completed,
        completed + dropped as settled
    from by_dimension
    union all
    select
        'behaviour' as kind,
        funnel, event_source, step_number,
        'event_type' as dimension,
        event_type as dimension_value,
        completed,
        completed + dropped as settled
    from step_behaviours

),

groups as (

    select
        counted.kind,
        step_pairs.funnel,
        step_pairs.from_step,
        step_pairs.to_step,
        counted.dimension,
        counted.dimension_value,
        cast(sum(counted.settled) as bigint) as settled,
        cast(sum(counted.completed) as bigint) as completed,
        -- what they would bring if all of them went on
        sum(counted.settled * step_values.expected_order_value) as value_of_all

    from counted
    inner join {{ ref('int_step_pairs') }} as step_pairs
        on counted.funnel = step_pairs.funnel
            and counted.step_number = step_pairs.step_number
    left join step_values
        on counted.funnel = step_values.funnel
            and counted.event_source = step_values.event_source
            and step_pairs.to_step_number = step_values.step_number
    group by 1, 2, 3, 4, 5, 6

)
{%- endmacro %}
