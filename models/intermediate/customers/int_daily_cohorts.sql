with

person_visits as (

    select * from {{ ref('int_person_visits') }}

),

person_purchases as (

    select * from {{ ref('int_person_purchases') }}

),

person_ages as (

    select * from {{ ref('int_person_ages') }}

),

people as (

    select
        'visit' as activity,
        person_id,
        first_event_source as event_source,
        first_channel,
        first_device_type,
        first_visit_date as cohort_date

    from person_visits
    union all
    select
        'purchase' as activity,
        person_purchases.person_id,
        person_purchases.first_event_source as event_source,
        person_visits.first_channel,
        person_visits.first_device_type,
        person_purchases.first_purchase_date as cohort_date

    from person_purchases
    inner join person_visits
        on person_purchases.person_id = person_visits.person_id

),

daily_cohorts as (

    select
        people.activity,
        people.event_source,
        people.cohort_date,
        {{ known('people.first_channel') }} as first_channel,
        {{ known('people.first_device_type') }} as first_device_type,
        person_ages.age_unit,
        person_ages.age,
        count(*) as active_people,
        count(*) filter (where person_ages.is_last) as last_active_people

    from people
    inner join person_ages
        on people.person_id = person_ages.person_id
            and people.activity = person_ages.activity
    group by 1, 2, 3, 4, 5, 6, 7

)

select * from daily_cohorts
