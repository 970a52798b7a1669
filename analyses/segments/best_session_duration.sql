-- How long are the sessions that convert best? The windows of whole minutes with the highest conversion, of those that
-- hold a twentieth of all sessions. The best of many looks better than it is, so beside the plain 95 % interval stands
-- one that holds for all 61 · 62 / 2 = 1,891 windows at once (Bonferroni: z = 4.20). Whoever buys stays to pay: a
-- window tells whom to expect to buy, not that staying longer makes people buy.
{%- set least_share, z_of_all_windows = '0.05', '4.202134143283693' %}
with

minutes as (

    select
        *,
        sum(sessions) over (order by position asc nulls last rows unbounded preceding) as sessions_until,
        sum(conversions) over (order by position asc nulls last rows unbounded preceding) as conversions_until

    from {{ ref('segments') }}
    where dimension = 'duration_minute'

),

windows as (

    select
        first_minutes.position as from_minute,
        last_minutes.position + 1 as to_minute,
        last_minutes.sessions_until - first_minutes.sessions_until + first_minutes.sessions as sessions,
        last_minutes.conversions_until - first_minutes.conversions_until + first_minutes.conversions as conversions,
        last_minutes.sessions + last_minutes.rest_sessions as all_sessions

    from minutes as first_minutes
    inner join minutes as last_minutes
        on first_minutes.position <= last_minutes.position

),

ranked as (

    select
        row_number() over (
            order by
                {{ rate('conversions', 'sessions') }} desc nulls last,
                sessions desc nulls last, from_minute asc nulls last
        ) as place,
        from_minute,
        -- itself excluded; without end where the window holds the sessions of an hour and more
        case when to_minute <= 60 then to_minute end as to_minute,
        sessions,
        {{ rate('sessions', 'all_sessions') }} as share,
        conversions,
        {{ rate('conversions', 'sessions') }} as conversion_rate,
        {{ wilson_bound('conversions', 'sessions', '-') }} as ci_low,
        {{ wilson_bound('conversions', 'sessions', '+') }} as ci_high,
        {{ wilson_bound('conversions', 'sessions', '-', z_of_all_windows) }} as ci_low_of_all_windows,
        {{ wilson_bound('conversions', 'sessions', '+', z_of_all_windows) }} as ci_high_of_all_windows

    from windows
    where {{ rate('sessions', 'all_sessions') }} >= {{ least_share }}

)

select * from ranked
where place <= 10
order by place asc nulls last
