{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

with_gaps as (

    select
        session_id, event_number, agent_class, ip_hash, product_id,
        case
            when not is_automatic then {{ microseconds_between('previous_active_at', 'occurred_at') }}
        end as gap

    from session_events

),

-- medians by order: an aggregate of them, where memory is short, writes more than twenty times as much to the disk
ordered_gaps as (

    select
        *,
        row_number() over (partition by session_id order by gap asc nulls last) as gap_number,
        count(gap) over (partition by session_id) as session_gaps

    from with_gaps

),

session_pace as (

    select
        session_id,
        {{ first_known('agent_class') }} as agent_class,
        {{ first_known('ip_hash') }} as ip_hash,
        count(distinct product_id) as product_count,
        count(gap) as gap_count,
        avg(case when gap_number * 2 between session_gaps and session_gaps + 2 then cast(gap as double) end) / 1000000
            as median_gap_seconds,
        {{ variation('gap') }} as gap_variation,
        {{ rate('count(case when gap < 250000 then 1 end)', 'count(gap)') }} as quick_gap_share

    from ordered_gaps
    group by 1

)

select * from session_pace
