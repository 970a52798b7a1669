-- At which hours of which weekdays do visits end with an order?
with

{{ asked_sessions() }},

by_hour as (

    select
        {{ weekday_number('session_date') }} + 1 as weekday_number,
        {{ weekday_of('session_date') }} as weekday,
        session_hour as hour,
        {{ rated_sessions() }}

    from asked
    group by 1, 2, 3

)

select * from by_hour
order by 1 asc nulls last, 3 asc nulls last
