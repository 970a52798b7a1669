{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

{{ path_sessions() }},

moves as (

    select * from {{ ref('int_path_moves') }}

),

counted as (

    select
        sessions.session_date,
        sessions.device_type,
        sessions.channel,
        sessions.visitor_type,
        sessions.is_bounce,
        sessions.is_converted,
        moves.stream,
        moves.from_state as state,
        count(distinct moves.session_id) as sessions,
        count(*) as visits,
        count(case when moves.step_number = 1 then 1 end) as landings,
        count(case when moves.to_state = '(exit)' then 1 end) as exits

    from sessions
    inner join moves
        on sessions.session_id = moves.session_id
    group by 1, 2, 3, 4, 5, 6, 7, 8

),

states as (

    select
        session_date,
        stream,
        {{ path_segment_columns() }},
        state,
        cast(sum(sessions) as bigint) as sessions,
        cast(coalesce(sum(case when is_converted then sessions end), 0) as bigint) as conversions,
        cast(sum(visits) as bigint) as visits,
        cast(sum(landings) as bigint) as landings,
        cast(coalesce(sum(case when is_bounce then landings end), 0) as bigint) as bounced_landings,
        cast(sum(exits) as bigint) as exits

    from counted
    {{ by_path_segment('session_date, stream, state') }}

)

select * from states
