{{ config(materialized='view') }}

with

funnels as (

    select
        *,
        count(*) over (partition by funnel) as rows_of_funnel

    from {{ ref('funnels') }}

),

steps as (

    select
        funnel,
        count(distinct step_name) filter (
            where step_kind = 'required' and step_name in ('view_product', 'add_to_cart', 'checkout', 'purchase')
        ) as shop_step_names

    from {{ ref('funnel_step_definitions') }}
    group by 1

),

judged as (

    select
        funnels.funnel,
        {{ funnel_mistake() }} as mistake

    from funnels
    left join steps
        on funnels.funnel = steps.funnel

),

mistakes as (

    select
        'seeds/funnels.csv, funnel ' || coalesce(funnel, '(none)') as row_name,
        mistake

    from judged
    where mistake is not null

)

select * from mistakes
