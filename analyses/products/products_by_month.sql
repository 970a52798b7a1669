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
    group by 1, 2, 4

),

with_previous as (

    select
        *,
        {{ rate('purchased', 'viewed') }} as look_to_book,
        lag(month_start) over (partition by event_source, product_id order by month_start asc nulls last) as previous_month,
        lag(viewed) over (partition by event_source, product_id order by month_start asc nulls last) as previous_viewed,
        lag(purchased) over (partition by event_source, product_id order by month_start asc nulls last)
            as previous_purchased,
        lag(revenue) over (partition by event_source, product_id order by month_start asc nulls last) as previous_revenue,
        rank() over (partition by event_source, product_id order by month_start desc nulls last) as months_ago

    from months

)

select
    *,
    {{ rate('previous_purchased', 'previous_viewed') }} as previous_look_to_book,
    revenue - previous_revenue as revenue_change
from with_previous
where months_ago = 1
order by abs(revenue - coalesce(previous_revenue, 0)) desc nulls last, product_id asc nulls last
limit 50
