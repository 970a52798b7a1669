{#- The days on which people's sessions that put a product into the cart are not as many in `carts` as in `sessions`, or
    more bought there. Holds as long as the step `add_to_cart` of the funnel `purchase` is the event of that name. -#}
with

carts as (

    select
        sessions.session_date,
        count(distinct carts.session_id) as carted_sessions,
        count(distinct case when carts.is_converted then carts.session_id end) as bought_sessions

    from {{ ref('carts') }} as carts
    inner join {{ ref('sessions') }} as sessions
        on carts.session_id = sessions.session_id
    group by 1

),

sessions as (

    select
        session_date,
        count(case when carted then 1 end) as carted_sessions,
        count(case when carted and purchased then 1 end) as bought_sessions

    from {{ ref('sessions') }}
    where not is_bot
    group by 1

)

select
    sessions.session_date,
    sessions.carted_sessions,
    carts.carted_sessions as sessions_with_carts

from sessions
left join carts
    on sessions.session_date = carts.session_date
where sessions.carted_sessions <> coalesce(carts.carted_sessions, 0)
    or sessions.bought_sessions < coalesce(carts.bought_sessions, 0)
