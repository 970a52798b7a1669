-- Where do people come from when they get to a page or an event, and where do they go next?
with

moves as (

    select
        'before' as side, stream, dimension, dimension_value,
        to_state as state,
        from_state as neighbour,
        transitions, sessions, median_seconds
    from {{ ref('path_transitions') }}
    union all
    select
        'after' as side, stream, dimension, dimension_value,
        from_state as state,
        to_state as neighbour,
        transitions, sessions, median_seconds
    from {{ ref('path_transitions') }}

)

select
    *,
    {{ rate('transitions', 'sum(transitions) over (partition by side, stream, dimension, dimension_value, state)') }}
        as share

from moves
where {{ filtered('stream', 'dimension', 'dimension_value', 'state') }}
order by
    stream asc nulls last, dimension asc nulls last, dimension_value asc nulls last, state asc nulls last,
    side desc nulls last, transitions desc nulls last, neighbour asc nulls last
