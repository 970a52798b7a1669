-- What ended it for those who dropped out of a step, and what did they do next?
with

exits as (

    select
        funnel,
        step_number,
        step_name,
        end_reason,
        next_event_type,
        sum(dropped) as dropped

    from {{ ref('funnel_exits') }}
    group by 1, 2, 3, 4, 5

),

with_share as (

    select
        *,
        {{ rate('dropped', 'sum(dropped) over (partition by funnel, step_number)') }} as share

    from exits

)

select * from with_share
order by 1 asc nulls last, 2 asc nulls last, 6 desc nulls last, 4 asc nulls last, 5 asc nulls last
