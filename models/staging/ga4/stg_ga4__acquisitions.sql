{{ config(enabled='ga4' in var('event_sources')) }}

with

exported_events as (

    select * from {{ ref('stg_ga4__exported_events') }}

),

-- the export repeats on every event how its user was first won
numbered as (

    select
        user_pseudo_id as visitor_id,
        {{ real_value('user_source') }} as acquisition_source,
        {{ real_value('user_medium') }} as acquisition_medium,
        {{ real_value('user_campaign') }} as acquisition_campaign,
        row_number() over (
            partition by user_pseudo_id
            order by occurred_at asc nulls last, content_hash asc nulls last
        ) as event_number

    from exported_events
    where user_pseudo_id is not null
        and {{ real_value('user_source') }} is not null

),

acquisitions as (

    select
        visitor_id,
        acquisition_source,
        acquisition_medium,
        acquisition_campaign

    from numbered
    where event_number = 1

)

select * from acquisitions
