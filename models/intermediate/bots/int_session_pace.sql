{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select * from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

described as (

    select
        session_id,
        count(distinct product_id) as product_count,
        {{ first_known('agent_class') }} as agent_class,
        {{ first_known('ip_hash') }} as ip_hash

    from session_events
    group by 1

),

active_events as (

    select
        session_id,
        {{ microseconds_between('lag(occurred_at) over session', 'occurred_at') }} as gap

    from session_events
    where not is_automatic
    window session as (partition by session_id order by event_number asc nulls last)

),

pace as (

    select
        session_id,
        count(*) as gap_count,
        percentile_cont(0.5) within group (order by cast(gap as double)) / 1000000 as median_gap_seconds,
        {{ variation('gap') }} as gap_variation,
        {{ rate('count(case when gap < 250000 then 1 end)', 'count(*)') }} as quick_gap_share

    from active_events
    where gap is not null
    group by 1

),

session_pace as (

    select
        described.*,
        coalesce(pace.gap_count, 0) as gap_count,
        pace.median_gap_seconds,
        pace.gap_variation,
        pace.quick_gap_share

    from described
    left join pace
        on described.session_id = pace.session_id

)

select * from session_pace
