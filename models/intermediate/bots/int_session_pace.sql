{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as {{ inlined() }} (

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

-- apart from the medians: DuckDB cannot write both to the disk at once, where memory is short
seen_products as (

    select distinct session_id, product_id from session_events
    where product_id is not null

),

product_counts as (

    select session_id, count(*) as product_count from seen_products
    group by 1

),

gaps as (

    select
        session_id,
        {{ first_known('agent_class') }} as agent_class,
        {{ first_known('ip_hash') }} as ip_hash,
        count(gap) as gap_count,
        percentile_cont(0.5) within group (order by cast(gap as double)) / 1000000 as median_gap_seconds,
        {{ variation('gap') }} as gap_variation,
        {{ rate('count(case when gap < 250000 then 1 end)', 'count(gap)') }} as quick_gap_share

    from with_gaps
    group by 1

),

session_pace as (

    select
        gaps.*,
        coalesce(product_counts.product_count, 0) as product_count

    from gaps
    left join product_counts
        on gaps.session_id = product_counts.session_id

)

select * from session_pace
