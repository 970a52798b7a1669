{#- The days on which a step conversion of `kpi_daily` is not that of the funnel `purchase` in `funnel_steps`. -#}
with

steps as (

    select
        entry_date,
        step_number,
        sum(entered) as entered,
        sum(completed) as completed

    from {{ ref('funnel_steps') }}
    where funnel = 'purchase'
    group by 1, 2

),

conversions as (

    select
        date,
        numerator,
        denominator,
        case kpi
            when 'product_to_cart' then 1
            when 'cart_to_checkout' then 2
            when 'checkout_to_purchase' then 3
        end as step_number

    from {{ ref('kpi_daily') }}

)

select
    conversions.*,
    steps.entered,
    steps.completed

from conversions
left join steps
    on conversions.date = steps.entry_date
        and conversions.step_number = steps.step_number
where conversions.step_number is not null
    and (
        conversions.denominator <> coalesce(steps.entered, 0)
        or conversions.numerator <> coalesce(steps.completed, 0)
    )
