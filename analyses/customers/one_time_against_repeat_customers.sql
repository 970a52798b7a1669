-- How much of what we earn comes from people who buy again, and how do they differ from those who buy once?
with

buyers as (

    select
        *,
        case when is_repeat_buyer then 'repeat' else 'one-time' end as buyer_kind

    from {{ ref('people') }}
    where purchase_count > 0

),

counted as (

    select
        buyer_kind,
        count(*) as people,
        sum(purchase_count) as orders,
        sum(lifetime_value) as lifetime_value,
        {{ rate('sum(lifetime_value)', 'count(lifetime_value)') }} as lifetime_value_per_person,
        {{ rate('sum(lifetime_value + refunded_revenue)', 'sum(purchase_count)') }} as revenue_per_order,
        {{ rate('sum(session_count - bot_session_count)', 'count(*)') }} as visits_per_person,
        {{ percentile(0.5, 'days_to_first_purchase') }} as median_days_to_first_order,
        {{ rate('count(case when visitor_count > 1 then 1 end)', 'count(*)') }} as share_with_several_devices

    from buyers
    group by 1

)

select
    *,
    {{ rate('people', 'sum(people) over ()') }} as share_of_people,
    {{ rate('lifetime_value', 'sum(lifetime_value) over ()') }} as share_of_lifetime_value
from counted
order by 1 asc nulls last
