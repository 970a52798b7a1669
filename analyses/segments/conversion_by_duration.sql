-- Do longer visits convert more often? Whoever buys stays to pay: staying longer need not be what makes people buy.
with

{{ asked_sessions() }},

by_duration as (

    select
        {{ band_of('duration_seconds', duration_buckets()) }} as duration,
        min(duration_seconds) as shortest_seconds,
        {{ rated_sessions() }}

    from asked
    group by 1

)

select * from by_duration
order by 2 asc nulls last
