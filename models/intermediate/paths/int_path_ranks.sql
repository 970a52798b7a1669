with

{{ path_sessions() }},

session_paths as (

    select * from {{ ref('int_session_paths') }}

),

counted as (

    select
        session_paths.stream,
        {{ path_segment_columns() }},
        session_paths.path,
        count(*) as sessions

    from sessions
    inner join session_paths
        on sessions.session_id = session_paths.session_id
    {{ by_path_segment('stream, path') }}

),

ranked as (

    select
        stream,
        dimension,
        dimension_value,
        path,
        sessions,
        row_number() over (
            partition by stream, dimension, dimension_value order by sessions desc nulls last, path asc nulls last
        ) as path_rank

    from counted

)

select * from ranked
where path_rank <= {{ var('path_limit') }}
