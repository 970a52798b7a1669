{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

visits as (

    select
        *,
        row_number() over (
            partition by person_id order by started_at asc nulls last, session_id asc nulls last
        ) as visit_number

    from {{ ref('int_sessions') }}
    where not is_bot
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

devices as (

    select
        person_id,
        device_type,
        row_number() over (
            partition by person_id order by count(*) desc nulls last, max(visit_number) desc nulls last
        ) as device_rank

    from visits
    where device_type is not null
    group by 1, 2

),

person_visits as (

    select
        visits.person_id,
        min_by(visits.event_source, visits.visit_number) as first_event_source,
        {{ first_known('visits.channel', 'visits.visit_number') }} as first_channel,
        {{ first_known('visits.device_type', 'visits.visit_number') }} as first_device_type,
        {{ first_known('visits.country_code', 'visits.visit_number') }} as first_country_code,
        max(devices.device_type) as favourite_device_type,
        count(*) as visit_count,
        min(visits.session_date) as first_visit_date,
        min(visits.started_at) as first_visited_at

    from visits
    left join devices
        on visits.person_id = devices.person_id
            and devices.device_rank = 1
    group by 1

)

select * from person_visits
