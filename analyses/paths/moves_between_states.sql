-- How likely is each page or event to follow each other one?
select
    stream,
    dimension,
    dimension_value,
    from_state,
    to_state,
    transitions,
    sessions,
    probability,
    median_seconds

from {{ ref('path_transitions') }}
where {{ filtered('stream', 'dimension', 'dimension_value') }}
order by
    stream asc nulls last, dimension asc nulls last, dimension_value asc nulls last,
    sum(transitions) over (partition by stream, dimension, dimension_value, from_state) desc nulls last,
    transitions desc nulls last, to_state asc nulls last
