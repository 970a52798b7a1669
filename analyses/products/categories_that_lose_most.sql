-- Which categories, at every level, lose most: where in the funnel, and what would they bring at the usual rate?
with

categories as (

    select
        event_source,
        category_level,
        category_path,
        status,
        sum(viewed_sessions) as viewed,
        sum(carted_sessions) as carted,
        sum(checked_out_sessions) as checked_out,
        sum(purchased_sessions) as purchased,
        sum(orders) as orders,
        sum(revenue) as revenue

    from {{ ref('category_funnel') }}
    where {{ filtered('session_date') }}
    group by event_source, category_level, category_path, status

),

totals as (

    select
        event_source,
        {{ rate('sum(purchased)', 'sum(viewed)') }} as usual_look_to_book

    from categories
    where category_level = 1
    group by event_source

),

compared as (

    select
        categories.*,
        {{ rate('categories.carted', 'categories.viewed') }} as look_to_cart,
        {{ rate('categories.checked_out', 'categories.carted') }} as cart_to_checkout,
        {{ rate('categories.purchased', 'categories.checked_out') }} as checkout_to_purchase,
        {{ rate('categories.purchased', 'categories.viewed') }} as look_to_book,
        totals.usual_look_to_book,
        {{ money(
            'greatest(totals.usual_look_to_book * categories.viewed - categories.purchased, 0) * '
            ~ rate('categories.revenue', 'categories.orders')
        ) }} as revenue_lost

    from categories
    inner join totals
        on categories.event_source = totals.event_source

)

select * from compared
order by
    event_source asc nulls last, category_level asc nulls last,
    revenue_lost desc nulls last, category_path asc nulls last
