-- Which ways lead from the start, to a purchase or out, step by step?
select
    stream,
    dimension,
    dimension_value,
    direction,
    level,
    from_state,
    to_state,
    sessions,
    share

from {{ ref('path_flows') }}
where {{ filtered('stream', 'dimension', 'dimension_value', 'direction') }}
order by
    stream asc nulls last, dimension asc nulls last, dimension_value asc nulls last, direction asc nulls last,
    level asc nulls last, sessions desc nulls last, from_state asc nulls last, to_state asc nulls last
