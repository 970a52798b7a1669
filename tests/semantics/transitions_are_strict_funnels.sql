{#- Every move of a stream whose sessions on the last day are not those that reach the second step of a strict funnel of
    its two states, entered by any event, over the collapsed steps: the funnels' own SQL follows them. -#}
with

daily_transitions as (

    select * from {{ ref('int_daily_transitions') }}
    where dimension = 'all'

),

last_day as (

    select max(session_date) as session_date from daily_transitions

),

edges as (

    select daily_transitions.*, stream || ': ' || from_state || ' > ' || to_state as funnel
    from daily_transitions
    inner join last_day
        on daily_transitions.session_date = last_day.session_date
    where from_state <> '(start)'
        and to_state <> '(exit)'

),

links as (

    select
        funnel,
        2 as place,
        'strict' as step_order,
        cast(null as integer) as conversion_window_seconds,
        cast(null as integer) as maximum_gap_seconds
    from edges

),

steps as (

    select moves.stream, moves.session_id, moves.step_number, moves.from_state as state
    from {{ ref('int_path_moves') }} as moves
    inner join {{ ref('int_sessions') }} as sessions
        on moves.session_id = sessions.session_id
    inner join last_day
        on sessions.session_date = last_day.session_date
    where not sessions.is_bot
        and moves.step_number > 0

),

step_events as (

    select
        edges.funnel,
        'required' as step_kind,
        steps.state as step_name,
        'strict' as step_order,
        'any' as entry,
        case when steps.state = edges.from_state then 1 else 2 end as place,
        steps.session_id as actor_id,
        steps.step_number as position,
        cast('2000-01-01' as timestamp) as occurred_at,  -- no window, so that times do not matter
        {{ null_texts('category_id') }},
        '' as held_value

    from edges
    inner join steps
        on edges.stream = steps.stream
            and steps.state in (edges.from_state, edges.to_state)

),

attempts_1 as (

    select
        *,
        entry_position as position,
        entered_at as reached_at,
        cast(null as timestamp) as previous_reached_at

    from ({{ first_attempts('place = 1') }}) as entries

),

{{ next_step(1) }},

followed as (

    select funnel, count(distinct actor_id) as sessions
    from attempts_2
    group by funnel

)

select edges.funnel, edges.sessions, followed.sessions as sessions_of_the_funnel
from edges
left join followed
    on edges.funnel = followed.funnel
where edges.sessions is distinct from followed.sessions
