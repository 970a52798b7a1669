with

session_totals as (

    select * from {{ ref('int_session_totals') }}

),

identities as (

    select * from {{ ref('int_visitor_identities') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by event_source, visitor_id
            order by started_at asc nulls last, ended_at asc nulls last, session_id asc nulls last
        ) as session_number

    from session_totals

),

with_context as (

    select
        numbered.*,
        identities.person_id,
        identities.customer_id,
        {{ reporting_date('numbered.started_at') }} as session_date,
        {{ seconds_between('numbered.started_at', 'numbered.ended_at') }} as duration_seconds,
        {{ microseconds_between('numbered.ended_at', 'watermarks.watermark') }}
        > {{ var('session_timeout_minutes') }} * cast(60000000 as bigint) as is_closed

    from numbered
    inner join identities
        on numbered.event_source = identities.event_source
            and numbered.visitor_id = identities.visitor_id
    inner join watermarks
        on numbered.event_source = watermarks.event_source

)

select * from with_context
