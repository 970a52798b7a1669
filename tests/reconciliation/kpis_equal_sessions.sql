{#- The KPIs and days whose numerator or denominator is not what `marts.sessions` gives by plain counting. -#}
with

by_start as (

    select
        session_date as date,
        count(*) as all_sessions,
        count(*) filter (where is_bot) as bot_sessions,
        count(*) filter (where not is_bot) as sessions,
        count(distinct case when not is_bot then event_source || '|' || visitor_id end) as visitors,
        count(*) filter (where not is_bot and engagement_stage = 'converted') as conversions,
        sum(case when is_bot then 0 else order_count end) as orders,
        sum(case when is_bot then 0 else revenue end) as revenue

    from {{ ref('sessions') }}
    group by 1

),

by_entry as (

    select
        sessions.purchase_funnel_date as date,
        count(*) filter (where steps.step_name = 'view_product') as viewed,
        count(*) filter (where steps.step_name = 'add_to_cart') as carted,
        count(*) filter (where steps.step_name = 'checkout') as checked_out,
        count(*) filter (where steps.step_name = 'purchase') as purchased

    from {{ ref('sessions') }} as sessions
    inner join {{ ref('int_funnel_steps') }} as steps
        on sessions.purchase_funnel_step >= steps.step_number
            and steps.funnel = 'purchase'
    where not sessions.is_bot
    group by 1

),

expected as (

    select 'visitors' as kpi, date, visitors as numerator, null as denominator from by_start
    union all
    select 'sessions' as kpi, date, sessions as numerator, null as denominator from by_start
    union all
    select 'session_conversion' as kpi, date, conversions as numerator, sessions as denominator from by_start
    union all
    select 'orders' as kpi, date, orders as numerator, null as denominator from by_start
    union all
    select 'revenue' as kpi, date, revenue as numerator, null as denominator from by_start
    union all
    select 'bot_share' as kpi, date, bot_sessions as numerator, all_sessions as denominator from by_start
    union all
    select 'product_to_cart' as kpi, date, carted as numerator, viewed as denominator from by_entry
    union all
    select 'cart_to_checkout' as kpi, date, checked_out as numerator, carted as denominator from by_entry
    union all
    select 'checkout_to_purchase' as kpi, date, purchased as numerator, checked_out as denominator from by_entry

)

select
    coalesce(kpis.kpi, expected.kpi) as kpi,
    coalesce(kpis.date, expected.date) as date,
    kpis.numerator,
    expected.numerator as expected_numerator,
    kpis.denominator,
    expected.denominator as expected_denominator

from {{ ref('kpi_daily') }} as kpis
full outer join expected
    on kpis.kpi = expected.kpi
        and kpis.date = expected.date
where coalesce(kpis.numerator, 0) <> coalesce(expected.numerator, 0)
    or coalesce(kpis.denominator, 0) <> coalesce(expected.denominator, 0)
    or kpis.kpi is null
    or (expected.kpi is null and kpis.numerator <> 0)
