-- Who buys again, how soon, and by which channel did they come first?
-- People whose first order is younger than the time in question may still buy: they are counted in `buyers` alone.
with

buyers as (

    select
        *,
        days_to_second_purchase - days_to_first_purchase as days_between,
        {{ days_through('first_purchase_date', 'max(last_purchase_date) over ()') }} - 1 as days_watched

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
        {{ rate('count(case when is_repeat_buyer then 1 end)', 'count(*)') }} as repeat_rate_so_far,
        {%- for days in [30, 90] %}
        {{ rate('count(case when days_watched >= ' ~ days ~ ' and days_between <= ' ~ days ~ ' then 1 end)',
            'count(case when days_watched >= ' ~ days ~ ' then 1 end)') }} as repeat_rate_within_{{ days }}_days,
        {%- endfor %}
        {{ percentile(0.5, 'days_between') }} as median_days_to_second_order,
        {{ rate('sum(purchase_count)', 'count(*)') }} as orders_per_buyer

    from by_channel
    group by 1

)

select * from counted
order by buyers desc nulls last, channel asc nulls last
