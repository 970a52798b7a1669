{#- Every step of the flows that does not hold who is still on the way: of the step before, all that did not come to its
    end. -#}
with

flows as (

    select
        stream,
        dimension,
        dimension_value,
        direction,
        level,
        sum(sessions) as sessions,
        sum(case
            when direction = 'from_start' and to_state = '(exit)' then 0
            when direction <> 'from_start' and from_state = '(start)' then 0
            else sessions
        end) as going_on

    from {{ ref('int_daily_flows') }}
    group by 1, 2, 3, 4, 5

)

select flows.*, next_flows.sessions as sessions_of_the_next
from flows
left join flows as next_flows
    on {{ same_path_segment('flows', 'next_flows') }}
        and flows.direction = next_flows.direction
        and flows.level + 1 = next_flows.level
where flows.level < 5
    and flows.going_on <> coalesce(next_flows.sessions, 0)
