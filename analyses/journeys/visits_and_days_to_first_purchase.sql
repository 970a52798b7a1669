-- How many visits and days does it take people to buy for the first time?
with

first_orders as (

    select
        person_id,
        min(ordered_at) as ordered_at

    from {{ ref('orders') }}
    where not is_bot and order_status <> 'unknown_order'
    group by 1

),

firsts as (

    select
        sessions.person_id,
        count(*) as visits,
        {{ rate(seconds_between('min(sessions.started_at)', 'min(first_orders.ordered_at)'), 86400) }} as days

    from {{ ref('sessions') }} as sessions
    inner join first_orders
        on sessions.person_id = first_orders.person_id
    where not sessions.is_bot
        and sessions.started_at <= first_orders.ordered_at
    group by 1

),

counted as (

    select
        case when visits < 6 then cast(visits as {{ dbt.type_string() }}) else '6 or more' end as visits_to_first_order,
        count(*) as people,
        {{ percentile(0.5, 'days') }} as median_days,
        count(case when days <= 1 then 1 end) as within_a_day,
        count(case when days <= 7 then 1 end) as within_a_week

    from firsts
    group by 1

)

select
    *,
    {{ rate('people', 'sum(people) over ()') }} as share_of_people
from counted
order by 1 asc nulls last
