-- Whose paths are there: everybody's, and those of which device, channel, new or returning visitors?
select
    dimension,
    dimension_value,
    visits as sessions

from {{ ref('path_states') }}
where stream = 'page'
    and state = '(start)'
order by
    case when dimension = 'all' then 0 else 1 end asc nulls last, dimension asc nulls last, sessions desc nulls last,
    dimension_value asc nulls last
