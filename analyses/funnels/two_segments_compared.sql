-- Does one segment go on more often than another, step by step, or may that be chance? Shares with their 95 % interval
-- (Wilson's score), the difference with Newcombe's, q values over the steps of a pair.
with

steps as (

    select * from {{ ref('funnel_steps') }}
    where completed is not null
        and {{ filtered(
            'funnel', 'entry_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor'
        ) }}

),

by_dimension as (

    {% for dimension, value in fromyaml(step_dimensions()).items() -%}
    select
        '{{ dimension }}' as dimension,
        {{ value }} as dimension_value,
        funnel, step_number, step_name, completed, dropped
    from steps
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

segments as (

    select
        dimension,
        dimension_value,
        funnel,
        step_number,
        step_name,
        sum(completed) as completed,
        sum(completed + dropped) as settled

    from by_dimension
    where {{ filtered('dimension') }}
    group by dimension, dimension_value, funnel, step_number, step_name

),

others as (

    select
        dimension,
        dimension_value as other_value,
        funnel,
        step_number,
        completed as rest_completed,
        settled as rest_settled

    from segments

),

with_rest as (

    select
        segments.*,
        others.other_value,
        others.rest_completed,
        others.rest_settled

    from segments
    inner join others
        on segments.dimension = others.dimension
            and segments.funnel = others.funnel
            and segments.step_number = others.step_number
    where segments.dimension_value <> others.other_value
        and {{ filtered('segments.dimension_value', 'others.other_value') }}

),

{{ compared_rates() }},

{{ corrected_p_values('funnel, dimension, dimension_value, other_value') }}

select
    funnel,
    step_number,
    step_name,
    dimension,
    dimension_value,
    settled,
    completed,
    completion_rate,
    low,
    high,
    other_value,
    rest_settled as other_settled,
    rest_completed as other_completed,
    rest_rate as other_rate,
    rest_low as other_low,
    rest_high as other_high,
    rate_difference,
    ci_low,
    ci_high,
    p_value,
    q_value,
    is_sample_sufficient,
    coalesce(q_value <= 0.05, false) as is_significant

from corrected
order by
    funnel asc nulls last, dimension asc nulls last, dimension_value asc nulls last, other_value asc nulls last,
    step_number asc nulls last
