{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}
{%- set depth = 5 %}

with

{{ path_sessions() }},

moves as {{ inlined() }} (

    select * from {{ ref('int_path_moves') }}

),

goals as (

    select session_id, stream, step_number from moves
    where is_converting

),

leveled as (

    select session_id, stream, 'from_start' as direction, step_number + 1 as level, from_state, to_state
    from moves
    where step_number < {{ depth }}
    union all
    select session_id, stream, 'to_exit' as direction, moves_after + 1 as level, from_state, to_state
    from moves
    where moves_after < {{ depth }}
    union all
    select
        moves.session_id,
        moves.stream,
        'to_conversion' as direction,
        goals.step_number - moves.step_number + 1 as level,
        moves.from_state,
        case when moves.is_converting then '(conversion)' else moves.to_state end as to_state
    from moves
    inner join goals
        on moves.session_id = goals.session_id
            and moves.stream = goals.stream
            and moves.step_number between goals.step_number - {{ depth - 1 }} and goals.step_number

),

flows as (

    select
        sessions.session_date,
        leveled.stream,
        {{ path_segment_columns() }},
        leveled.direction,
        leveled.level,
        leveled.from_state,
        leveled.to_state,
        count(*) as sessions

    from sessions
    inner join leveled
        on sessions.session_id = leveled.session_id
    {{ by_path_segment('session_date, stream, direction, level, from_state, to_state') }}

)

select * from flows
