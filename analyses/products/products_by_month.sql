-- Which products sell better or worse than the month before, and is it the traffic or the rate?
with

months as (

    select
        event_source,
        product_id,
        max(product_name) as product_name,
        cast(date_trunc('month', session_date) as date) as month_start,
        sum(viewed_sessions) as viewed,
        sum(purchased_sessions) as purchased,
        sum(revenue) as revenue

    from {{ ref('product_funnel') }}
    group by event_source, product_id, cast(date_trunc('month', session_date) as date)

),

with_previous as (

    select
        *,
        {{ rate('purchased', 'viewed') }} as look_to_book,
        lag(month_start) over by_month as previous_month,
        lag(viewed) over by_month as previous_viewed,
        lag(purchased) over by_month as previous_purchased,
        lag(revenue) over by_month as previous_revenue,
        month_start = max(month_start) over (partition by event_source, product_id) as is_latest

    from months
    window by_month as (partition by event_source, product_id order by month_start asc nulls last)

)

select
    *,
    {{ rate('previous_purchased', 'previous_viewed') }} as previous_look_to_book,
    revenue - previous_revenue as revenue_change
from with_previous
where is_latest
order by abs(revenue - coalesce(previous_revenue, 0)) desc nulls last, product_id asc nulls last
limit 50
