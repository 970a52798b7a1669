-- Of those who land on a page of some type, where do they go next, and who leaves at once?
select
    flows.from_state as landed_on,
    flows.to_state as went_to,
    flows.sessions,
    {{ rate('flows.sessions', 'states.landings') }} as share_of_landings,
    states.bounce_rate

from {{ ref('path_flows') }} as flows
inner join {{ ref('path_states') }} as states
    on flows.stream = states.stream
        and flows.dimension = states.dimension
        and flows.from_state = states.state
where flows.stream = 'page'
    and flows.dimension = 'all'
    and flows.direction = 'from_start'
    and flows.level = 2
order by states.landings desc nulls last, flows.sessions desc nulls last, went_to asc nulls last
