{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

{{ path_sessions() }},

-- before the first goal: what leads to it, not what it is or what follows
moves as {{ inlined() }} (

    select * from {{ ref('int_path_moves') }}
    where is_open and not is_converting and step_number > 0 and to_state <> '(exit)'

),

patterns as (

    select session_id, stream, 2 as step_count, from_state || ' > ' || to_state as pattern
    from moves
    union all
    select session_id, stream, 3 as step_count, from_state || ' > ' || to_state || ' > ' || third_state as pattern
    from moves
    where third_state is not null
    union all
    select
        session_id,
        stream,
        4 as step_count,
        from_state || ' > ' || to_state || ' > ' || third_state || ' > ' || fourth_state as pattern
    from moves
    where fourth_state is not null

),

counted as (

    select
        sessions.session_date, sessions.device_type, sessions.channel, sessions.visitor_type, sessions.is_converted,
        patterns.stream,
        patterns.step_count,
        patterns.pattern,
        count(distinct patterns.session_id) as sessions

    from sessions
    inner join patterns
        on sessions.session_id = patterns.session_id
    group by 1, 2, 3, 4, 5, 6, 7, 8

),

daily_patterns as (

    select
        session_date,
        stream,
        {{ path_segment_columns() }},
        step_count,
        pattern,
        cast(sum(sessions) as bigint) as sessions,
        cast(coalesce(sum(case when is_converted then sessions end), 0) as bigint) as conversions

    from counted
    {{ by_path_segment('session_date, stream, step_count, pattern') }}

)

select * from daily_patterns
