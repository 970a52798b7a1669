{{ config(materialized='view') }}

with

session_totals as (

    select * from {{ ref('int_session_totals') }}

),

paced as (

    select
        session_id,
        active_event_count,
        {{ rate(
            microseconds_between('first_active_at', 'last_active_at'),
            '(active_event_count - 1) * 1000000'
        ) }} as mean_gap_seconds

    from session_totals

),

judged as (

    select
        *,
        coalesce(
            active_event_count >= {{ var('bot_min_events') }}
            and mean_gap_seconds <= {{ var('bot_max_mean_gap_seconds') }},
            false
        ) as is_bot

    from paced

),

explained as (

    select
        session_id,
        mean_gap_seconds,
        is_bot,
        cast(case when is_bot then 1 else 0 end as double) as bot_score,
        case
            when is_bot
                then 'mean gap of at most {{ var("bot_max_mean_gap_seconds") }} s between events'
        end as bot_reasons

    from judged

)

select * from explained
