with

cleaned_events as (

    select * from {{ ref('int_cleaned_events') }}

),

counted as (

    select
        event_source,
        {{ reporting_date('occurred_at') }} as event_date,
        exclusion_reason,
        count(*) as events

    from cleaned_events
    group by 1, 2, 3

),

-- named once a group, not once an event
audited as (

    select
        event_source,
        event_date,
        case when exclusion_reason is null then 'accepted' else 'excluded' end as outcome,
        coalesce(exclusion_reason, 'accepted') as reason,
        events

    from counted

)

select * from audited
