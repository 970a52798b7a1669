-- Which pages are often where a session ends, and seldom on a way to a purchase?
with

averages as (

    select
        stream,
        purchase_probability as usual_probability

    from {{ ref('path_states') }}
    where dimension = 'all'
        and state = '(start)'

),

compared as (

    select
        states.state,
        states.sessions,
        states.share,
        states.exit_rate,
        states.purchase_probability,
        averages.usual_probability,
        states.removal_effect

    from {{ ref('path_states') }} as states
    inner join averages
        on states.stream = averages.stream
    where states.stream = 'page'
        and states.dimension = 'all'
        and states.state <> '(start)'

)

select
    *,
    purchase_probability < usual_probability as is_dead_end
from compared
order by purchase_probability asc nulls last, exit_rate desc nulls last, state asc nulls last
