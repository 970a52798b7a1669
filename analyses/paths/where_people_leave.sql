-- On which pages do sessions end, on each device, and how likely would it have been that they bought?
select
    dimension_value as device_type,
    state,
    visits,
    exits,
    exit_rate,
    {{ rate('exits', 'sum(exits) over (partition by dimension_value)') }} as share_of_all_exits,
    purchase_probability

from {{ ref('path_states') }}
where stream = 'page'
    and dimension = 'device_type'
    and state <> '(start)'
order by device_type asc nulls last, exits desc nulls last, state asc nulls last
