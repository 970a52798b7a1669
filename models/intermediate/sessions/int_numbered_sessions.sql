{{ config(
    materialized=by_increments(), unique_key=['event_source', 'visitor_id'],
    meta={'replaces': 'int_renumbered_visitors'}
) }}

with

session_totals as (

    select * from {{ ref('int_session_totals') }}
    where {{ is_touched('event_source, visitor_id', 'int_renumbered_visitors') }}

),

identities as (

    select * from {{ ref('int_visitor_identities') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

numbered as (

    select
        session_id,
        event_source,
        visitor_id,
        started_at,
        ended_at,
        row_number() over visitor as session_number,
        case
            when session_stream <> '' then 'vendor'
            when count(case when session_stream = '' then 1 end) over visitor = 1 then 'first'
            else 'gap'
        end as start_reason

    from session_totals
    window visitor as (
        partition by event_source, visitor_id
        order by started_at asc nulls last, ended_at asc nulls last, session_id asc nulls last
    )

),

with_context as (

    select
        numbered.*,
        identities.person_id,
        identities.customer_id,
        {{ reporting_date('numbered.started_at') }} as session_date,
        {{ seconds_between('numbered.started_at', 'numbered.ended_at') }} as duration_seconds,
        {{ is_past_timeout('numbered.ended_at', 'watermarks.watermark') }} as is_closed

    from numbered
    inner join identities
        on numbered.event_source = identities.event_source
            and numbered.visitor_id = identities.visitor_id
    inner join watermarks
        on numbered.event_source = watermarks.event_source

)

select * from with_context
