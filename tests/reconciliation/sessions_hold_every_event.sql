{#- The sources whose accepted events are not those of their sessions together. -#}
with

accepted as (

    select
        event_source,
        count(*) as accepted_events

    from {{ ref('int_events') }}
    group by 1

),

held as (

    select
        event_source,
        sum(event_count) as session_events

    from {{ ref('sessions') }}
    group by 1

)

select
    coalesce(accepted.event_source, held.event_source) as event_source,
    accepted.accepted_events,
    held.session_events

from accepted
full outer join held
    on accepted.event_source = held.event_source
where accepted.accepted_events is distinct from held.session_events
