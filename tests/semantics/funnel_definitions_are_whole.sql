{#- Funnels whose step definitions have a gap, too many steps, two names for one step, or no funnel; and a
    funnel `purchase` without the steps that sessions and KPIs are told by. -#}
with

steps as (

    select
        funnel,
        min(step_number) as first_step,
        max(step_number) as last_step,
        count(distinct step_number) as steps,
        count(distinct step_name) as step_names,
        count(distinct step_name) filter (
            where step_name in ('view_product', 'add_to_cart', 'checkout', 'purchase')
        ) as shop_step_names

    from {{ ref('funnel_step_definitions') }}
    group by 1

)

select
    coalesce(funnels.funnel, steps.funnel) as funnel,
    steps.first_step,
    steps.last_step,
    steps.steps,
    steps.step_names

from {{ ref('funnels') }} as funnels
full outer join steps
    on funnels.funnel = steps.funnel
where funnels.funnel is null
    or steps.funnel is null
    or steps.first_step <> 1
    or steps.last_step <> steps.steps
    or steps.steps <> steps.step_names
    or (funnels.funnel = 'purchase' and steps.shop_step_names < 4)
    or steps.last_step > {{ var('max_funnel_steps') }}
