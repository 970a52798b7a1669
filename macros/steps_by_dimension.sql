{#- CTEs that put the steps at which one can drop out by one dimension at a time, the last of them `by_dimension`. The category
    is the entry's own event's; the other dimensions are those of the session in which it lies. -#}
{% macro steps_by_dimension() -%}
funnel_steps as (

    select * from {{ ref('funnel_steps') }}
    where dropped is not null

),

category_steps as (

    select * from {{ ref('int_category_steps') }}

),

by_dimension as (

    {% for dimension, value in fromyaml(step_dimensions()).items() -%}
    select
        funnel, event_source, step_number, entered, completed, dropped,
        '{{ dimension }}' as dimension,
        {{ value }} as dimension_value
    from funnel_steps
    union all
    {% endfor -%}
    select
        funnel, event_source, step_number, entered, completed, dropped,
        'category_id' as dimension,
        category_id as dimension_value
    from category_steps

)
{%- endmacro %}
