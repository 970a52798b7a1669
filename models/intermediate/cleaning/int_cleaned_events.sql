with

deduplicated_events as (

    select * from {{ ref('int_deduplicated_events') }}

),

cleaned as (

    select
        {{ event_columns() }},
        {{ event_type_columns() }},
        raw_text,
        coalesce(reader_complaint, value_complaint) as complaint,
        coalesce(reason, case when is_consent_declined then 'consent_declined' end) as exclusion_reason

    from deduplicated_events

)

select * from cleaned
