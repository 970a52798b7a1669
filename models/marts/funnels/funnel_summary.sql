with

steps as (

    select * from {{ ref('int_funnel_steps') }}

),

outcomes as (

    select * from {{ ref('int_funnel_outcomes') }}

),

counted as (

    select
        funnel,
        step_number,
        count(*) as entered,
        {{ count_outcomes('completed') }} as completed,
        {{ count_outcomes('dropped') }} as dropped,
        {{ count_outcomes('in_flight') }} as in_flight,
        percentile_cont(0.5) within group (order by cast(seconds_from_previous as double))
            as median_seconds_from_previous

    from outcomes
    group by 1, 2

),

-- a step that nobody reached is a row of zeros, not a missing one
complete as (

    select
        steps.funnel,
        steps.step_number,
        steps.step_name,
        coalesce(counted.entered, 0) as entered,
        case when not steps.is_last_step then coalesce(counted.completed, 0) end as completed,
        case when not steps.is_last_step then coalesce(counted.dropped, 0) end as dropped,
        case when not steps.is_last_step then coalesce(counted.in_flight, 0) end as in_flight,
        counted.median_seconds_from_previous,
        first_value(coalesce(counted.entered, 0)) over (
            partition by steps.funnel order by steps.step_number asc nulls last
        ) as funnel_entered

    from steps
    left join counted
        on steps.funnel = counted.funnel
            and steps.step_number = counted.step_number

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
