{#- Neighbouring events of a visitor that lie in one session across more than the timeout, or in two without
    a gap (checked by our own rule only; a vendor's sessions follow the vendor). -#}
{{ config(enabled=var('sessionise_by') == 'gap') }}

with

neighbours as (

    select
        session_id,
        occurred_at,
        lag(session_id) over visitor_events as previous_session_id,
        lag(occurred_at) over visitor_events as previous_occurred_at

    from {{ ref('int_session_events') }}
    window visitor_events as (
        partition by event_source, visitor_id
        order by occurred_at asc nulls last, session_id asc nulls last, event_number asc nulls last
    )

),

judged as (

    select
        *,
        session_id = previous_session_id as is_same_session,
        {{ microseconds_between('previous_occurred_at', 'occurred_at') }}
        > {{ var('session_timeout_minutes') }} * cast(60000000 as bigint) as is_after_gap

    from neighbours

)

select * from judged
where is_same_session = is_after_gap
