with

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

counted as (

    select
        funnel,
        step_number,
        cast(sum(entered) as bigint) as entered,
        cast(sum(completed) as bigint) as completed,
        cast(sum(dropped) as bigint) as dropped,
        cast(sum(in_flight) as bigint) as in_flight

    from {{ ref('funnel_steps') }}
    group by 1, 2

),

timings as (

    select * from {{ ref('int_step_timings') }}

),

-- a step that nobody reached is a row of zeros, not a missing one
complete as (

    select
        steps.funnel,
        steps.step_number,
        steps.step_name,
        steps.is_required,
        coalesce(counted.entered, 0) as entered,
        {%- for outcome in ['completed', 'dropped', 'in_flight'] %}
        case when steps.is_required and not steps.is_last_step then coalesce({{ outcome }}, 0) end as {{ outcome }},
        {%- endfor %}
        timings.median_seconds as median_seconds_from_previous,
        first_value(coalesce(counted.entered, 0)) over (
            partition by steps.funnel order by steps.step_number asc nulls last
        ) as funnel_entered

    from steps
    left join counted
        on steps.funnel = counted.funnel
            and steps.step_number = counted.step_number
    left join timings
        on steps.funnel = timings.funnel
            and steps.step_number = timings.step_number

),

rated as (

    select
        *,
        {{ rate('completed', 'entered') }} as conversion_rate,
        {{ rate('dropped', 'entered') }} as drop_off_rate,
        {{ rate('entered', 'funnel_entered') }} as overall_rate,
        {{ rate('dropped', 'entered') }} > {{ var('drop_off_threshold') }} as is_threshold_breached

    from complete

)

select * from rated
