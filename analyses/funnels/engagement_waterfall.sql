-- How many sessions of each device browse, engage, engage deeply and convert, and what do those lost at a stage cost?
with

stages as (

    select
        device_type,
        step_number,
        step_name,
        sum(entered) as sessions,
        sum(dropped) as lost

    from {{ ref('funnel_steps') }}
    where funnel = 'engagement'
    group by 1, 2, 3

),

losses as (

    select * from {{ ref('drop_offs') }}
    where funnel = 'engagement' and dimension = 'device_type'

),

waterfall as (

    select
        stages.device_type,
        stages.step_number,
        stages.step_name as stage,
        stages.sessions,
        stages.lost,
        losses.revenue_lost_gross,
        losses.revenue_lost_expected

    from stages
    left join losses
        on stages.device_type = losses.dimension_value
            and stages.step_name = losses.from_step

)

select * from waterfall
order by 1 asc nulls last, 2 asc nulls last
