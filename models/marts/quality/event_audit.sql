with

cleaned_events as (

    select * from {{ ref('int_cleaned_events') }}

),

audited as (

    select
        event_source,
        {{ reporting_date('occurred_at') }} as event_date,
        case when exclusion_reason is null then 'accepted' else 'excluded' end as outcome,
        coalesce(exclusion_reason, 'accepted') as reason,
        count(*) as events

    from cleaned_events
    group by 1, 2, 3, 4

)

select * from audited
