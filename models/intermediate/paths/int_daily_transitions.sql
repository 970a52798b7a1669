{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

{{ path_sessions() }},

moves as (

    select * from {{ ref('int_path_moves') }}

),

-- a session has one value of each dimension, so that its segments add up
counted as (

    select
        sessions.session_date,
        sessions.device_type,
        sessions.channel,
        sessions.visitor_type,
        moves.stream,
        moves.from_state,
        moves.to_state,
        count(*) as transitions,
        count(distinct moves.session_id) as sessions,
        count(case when moves.is_open then 1 end) as open_transitions,
        count(case when moves.is_converting then 1 end) as converting_transitions,
        {{ path_time_bins() }}

    from sessions
    inner join moves
        on sessions.session_id = moves.session_id
    group by 1, 2, 3, 4, 5, 6, 7

),

transitions as (

    select
        session_date,
        stream,
        {{ path_segment_columns() }},
        from_state,
        to_state,
        {% for sum in ['transitions', 'sessions', 'open_transitions', 'converting_transitions'] -%}
        cast(sum({{ sum }}) as bigint) as {{ sum }},
        {% endfor -%}
        {{ path_time_bins(counted=false) }}

    from counted
    {{ by_path_segment('session_date, stream, from_state, to_state') }}

)

select * from transitions
