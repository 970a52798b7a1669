{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

with_gaps as (

    select
        *,
        case
            when not is_automatic then {{ microseconds_between('previous_active_at', 'occurred_at') }}
        end as gap

    from session_events

),

session_pace as (

    select
        session_id,
        count(distinct product_id) as product_count,
        {{ first_known('agent_class') }} as agent_class,
        {{ first_known('ip_hash') }} as ip_hash,
        count(gap) as gap_count,
        percentile_cont(0.5) within group (order by cast(gap as double)) / 1000000 as median_gap_seconds,
        {{ variation('gap') }} as gap_variation,
        {{ rate('count(case when gap < 250000 then 1 end)', 'count(gap)') }} as quick_gap_share

    from with_gaps
    group by 1

)

select * from session_pace
