with

spans as (

    select * from {{ ref('int_touched_spans') }}

),

stored_bots as (

    {% if history_is_whole() -%}
    select event_source, visitor_id, ip_hash, idle_paid_address, one_rhythm_address
    from {{ as_it_stands('int_session_bots') }}
    where ip_hash is not null
    {%- else -%}
    select
        event_source,
        visitor_id,
        {{ null_texts('ip_hash') }},
        false as idle_paid_address,
        false as one_rhythm_address
    from spans
    {%- endif %}

),

suspects as (

    select * from {{ ref('int_suspect_addresses') }}

),

-- at an address that has become suspect, or is so no longer
turned_visitors as (

    select
        stored_bots.event_source,
        stored_bots.visitor_id

    from stored_bots
    left join suspects
        on stored_bots.event_source = suspects.event_source
            and stored_bots.ip_hash = suspects.ip_hash
    where stored_bots.idle_paid_address <> coalesce(suspects.is_idle_paid_address, false)
        or stored_bots.one_rhythm_address <> coalesce(suspects.is_one_rhythm_address, false)

),

visitors as (

    select event_source, visitor_id from spans
    union
    select event_source, visitor_id from turned_visitors

)

{{ with_carried_over('visitors') }}
