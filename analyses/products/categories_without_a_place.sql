-- Which categories have no sound place in the tree, and how much of the traffic and the money do they touch?
with

categories as (

    select * from {{ ref('categories') }}

),

visits as (

    select
        event_source,
        category_id,
        sum(viewed_sessions) as viewed,
        sum(purchased_sessions) as purchased,
        sum(revenue) as revenue

    from {{ ref('category_funnel') }}
    group by event_source, category_id

)

select
    categories.event_source,
    categories.status,
    categories.category_id,
    categories.category_name,
    categories.parent_id,
    coalesce(visits.viewed, 0) as viewed,
    coalesce(visits.purchased, 0) as purchased,
    visits.revenue
from categories
left join visits
    on categories.event_source = visits.event_source
        and categories.category_id = visits.category_id
where categories.status not in ('root', 'child')
order by categories.event_source asc nulls last, viewed desc nulls last, categories.category_id asc nulls last
