-- Which segments of buyers have brought the money, and how much of it came from buyers who have probably gone?
with

buyers as (

    select * from {{ ref('people') }}
    where rfm_segment is not null

),

counted as (

    select
        rfm_segment,
        count(*) as people,
        {{ rate('sum(purchase_count)', 'count(*)') }} as orders_per_person,
        {{ percentile(0.5, 'days_since_last_purchase') }} as median_days_since_last_order,
        {{ percentile(0.5, 'mean_days_between_purchases') }} as median_days_between_orders,
        {{ rate('sum(churn_risk)', 'count(churn_risk)') }} as mean_churn_risk,
        sum(lifetime_value) as lifetime_value,
        coalesce(sum(case when churn_risk >= 0.8 then lifetime_value end), 0) as lifetime_value_of_the_silent

    from buyers
    group by 1

)

select
    *,
    {{ rate('lifetime_value', 'sum(lifetime_value) over ()') }} as share_of_lifetime_value
from counted
order by 7 desc nulls last, 1 asc nulls last
