{#- Every state of a segment with more or fewer moves into it than out of it; what begins at `(start)` ends at
    `(exit)`. -#}
with

transitions as (

    select * from {{ ref('path_transitions') }}

),

ends as (

    select
        stream,
        dimension,
        dimension_value,
        case when from_state = '(start)' then '(exit)' else from_state end as state,
        0 as entered,
        transitions as left_again

    from transitions
    union all
    select stream, dimension, dimension_value, to_state as state, transitions as entered, 0 as left_again
    from transitions

)

select
    stream,
    dimension,
    dimension_value,
    state,
    sum(entered) as entered,
    sum(left_again) as left_again

from ends
group by 1, 2, 3, 4
having sum(entered) <> sum(left_again)
