{#- Hours of which sessions and segments do not show the same number of people's sessions. -#}
with

sessions as (

    select
        {{ two_digits('session_hour') }} as session_hour,
        count(*) as sessions

    from {{ ref('sessions') }}
    where not is_bot
    group by 1

),

segments as (

    select
        dimension_value as session_hour,
        sessions

    from {{ ref('segments') }}
    where dimension = 'hour'

)

select
    coalesce(sessions.session_hour, segments.session_hour) as session_hour,
    sessions.sessions,
    segments.sessions as segment_sessions

from sessions
full outer join segments
    on sessions.session_hour = segments.session_hour
where sessions.sessions is distinct from segments.sessions
