-- Who buys again, how soon, and by which channel did they come first?
-- People whose first order is younger than the time in question may still buy: they are counted in `buyers` alone.
with

buyers as (

    select
        *,
        days_to_second_purchase - days_to_first_purchase as days_between,
        {{ days_through('first_purchase_date', 'last_purchase_date') }} - 1 + days_since_last_purchase as days_watched

    from {{ ref('people') }}
    where first_purchase_date is not null

),

by_channel as (

    select *, '(all)' as channel from buyers
    union all
    select *, {{ known('first_channel') }} as channel from buyers

),

counted as (

    select
        channel,
        count(*) as buyers,
        count(case when is_repeat_buyer then 1 end) as repeat_buyers,
        count(case when days_watched >= 30 then 1 end) as watched_30_days,
        count(case when days_watched >= 30 and days_between <= 30 then 1 end) as repeated_within_30_days,
        count(case when days_watched >= 90 then 1 end) as watched_90_days,
        count(case when days_watched >= 90 and days_between <= 90 then 1 end) as repeated_within_90_days,
        {{ percentile(0.5, 'days_between') }} as median_days_to_second_order,
        {{ rate('sum(purchase_count)', 'count(*)') }} as orders_per_buyer

    from by_channel
    group by 1

)

select
    *,
    {{ rate('repeat_buyers', 'buyers') }} as repeat_rate_so_far,
    {{ rate('repeated_within_30_days', 'watched_30_days') }} as repeat_rate_within_30_days,
    {{ rate('repeated_within_90_days', 'watched_90_days') }} as repeat_rate_within_90_days
from counted
order by 2 desc nulls last, 1 asc nulls last
