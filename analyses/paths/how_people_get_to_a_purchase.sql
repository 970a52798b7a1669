-- What do people do last before they buy: which way leads to the purchase, step by step backwards?
select
    level as steps_before_the_purchase,
    from_state,
    to_state,
    sessions,
    share

from {{ ref('path_flows') }}
where stream = 'page'
    and dimension = 'all'
    and direction = 'to_conversion'
order by level asc nulls last, sessions desc nulls last, from_state asc nulls last, to_state asc nulls last
