with

{{ path_sessions() }},

{{ sessions_by_segment() }},

session_paths as (

    select * from {{ ref('int_session_paths') }}

),

ranks as (

    select * from {{ ref('int_path_ranks') }}

),

-- the rows of a path that is not among the most frequent have no rank
folded as (

    select
        session_paths.stream,
        session_segments.dimension,
        session_segments.dimension_value,
        coalesce(ranks.path, '(other)') as path,
        max(case when ranks.path is not null then session_paths.step_count end) as step_count,
        count(*) as sessions,
        count(case when session_segments.is_converted then 1 end) as conversions,
        cast(sum(session_segments.revenue) as decimal(18, 2)) as revenue,
        {{ percentile(0.5, 'session_segments.duration_seconds') }} as median_duration_seconds,
        coalesce(min(ranks.path_rank), {{ var('path_limit') }} + 1) as rank

    from session_segments
    inner join session_paths
        on session_segments.session_id = session_paths.session_id
    left join ranks
        on session_paths.stream = ranks.stream
            and session_segments.dimension = ranks.dimension
            and session_segments.dimension_value = ranks.dimension_value
            and session_paths.path = ranks.path
    group by 1, 2, 3, 4

),

paths as (

    select
        stream, dimension, dimension_value, path, step_count, sessions,
        {{ rate('sessions', 'sum(sessions) over (partition by stream, dimension, dimension_value)') }} as share,
        conversions,
        {{ rate('conversions', 'sessions') }} as conversion_rate,
        revenue,
        median_duration_seconds,
        rank

    from folded

)

select * from paths
