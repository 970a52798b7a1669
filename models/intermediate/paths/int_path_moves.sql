{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as {{ inlined() }} (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

{{ path_states() }},

{{ path_steps() }},

with_next as (

    select
        *,
        row_number() over session_order - 1 as step_number,
        count(*) over (partition by session_id, stream) - 1 as step_count,
        lead(state) over session_order as next_state,
        lead(occurred_at) over session_order as next_occurred_at,
        lead(event_number) over session_order as next_event_number,
        lead(open_state, 2) over session_order as third_state,
        lead(open_state, 3) over session_order as fourth_state

    from steps
    window session_order as (partition by session_id, stream order by event_number asc nulls last)

),

moves as (

    select
        session_id,
        stream,
        cast(step_number as integer) as step_number,
        cast(step_count - step_number as integer) as moves_after,
        state as from_state,
        coalesce(next_state, '(exit)') as to_state,
        third_state,
        fourth_state,
        {{ seconds_between('occurred_at', 'next_occurred_at') }} as seconds,
        open_state is not null as is_open,
        open_state is not null
        and coalesce(goal_number <= coalesce(next_event_number, goal_number), false) as is_converting

    from with_next

)

select * from moves
