{{ config(
    materialized=by_increments(), unique_key=['event_source', 'visitor_id'],
    meta={'replaces': 'int_rejudged_visitors'}
) }}

with

evidence as (

    select * from {{ ref('int_session_evidence') }}
    where {{ is_touched('event_source, visitor_id', 'int_rejudged_visitors') }}

),

-- who has shown itself once was the same before
by_visitor as (

    select
        *,
        max(own_score) over (partition by event_source, visitor_id) as visitor_score

    from evidence

),

judged as (

    select
        *,
        visitor_score >= {{ var('bot_threshold') }} as is_bot,
        own_score >= {{ var('bot_threshold') }} as is_shown_here

    from by_visitor

),

bots as (

    select
        session_id, event_source, visitor_id, ip_hash, agent_class,
        mean_gap_seconds, median_gap_seconds, gap_variation, quick_gap_share, events_per_minute, products_per_minute,
        {{ fromyaml(bot_evidence()) | join(', ') }},
        own_score,
        is_bot,
        -- not the visitor's score: it would change with each of its sessions
        case when is_bot and not is_shown_here then {{ var('bot_threshold') }} else own_score end as bot_score,
        case when is_shown_here then own_kind when is_bot then 'found_out' end as bot_kind,
        case
            when is_shown_here then own_reasons
            when is_bot then 'its visitor was found out in another session'
        end as bot_reasons

    from judged

)

select * from bots
