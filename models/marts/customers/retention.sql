with

cohorts as (

    select * from {{ ref('int_cohorts') }}

),

-- every age that the first of a cohort can have come to, though nobody was there
spine as (

    select
        cohorts.series_id,
        cohorts.activity, cohorts.event_source, cohorts.cohort_period, cohorts.cohort_start, cohorts.cohort_end,
        cohorts.dimension, cohorts.dimension_value, cohorts.age_unit, ages.age,
        cohorts.active_people as cohort_size,
        cohorts.cohort_start >= source_days.first_day and cohorts.cohort_end <= source_days.last_whole_day
            as is_whole_cohort,
        {{ days_through('cohorts.cohort_end', 'source_days.last_whole_day') }} > ages.last_day as is_complete

    from cohorts
    inner join {{ ref('int_source_days') }} as source_days
        on cohorts.event_source = source_days.event_source
    inner join {{ ref('int_cohort_ages') }} as ages
        on cohorts.age_unit = ages.age_unit
            and {{ days_through('cohorts.cohort_start', 'source_days.last_whole_day') }} >= ages.first_day
    where cohorts.age = 0

),

counted as (

    select
        spine.*,
        coalesce(cohorts.active_people, 0) as active_people,
        -- but for those who were there for the last time before
        spine.cohort_size - coalesce(sum(cohorts.last_active_people) over (
            partition by spine.series_id
            order by spine.age asc nulls last
            rows between unbounded preceding and 1 preceding
        ), 0) as people_on_or_after

    from spine
    left join cohorts
        on spine.series_id = cohorts.series_id
            and spine.age = cohorts.age

),

retention as (

    select
        activity, event_source, cohort_period, cohort_start, cohort_end, dimension, dimension_value, age_unit, age,
        is_whole_cohort, is_complete, cohort_size,
        case when is_complete then active_people end as returned,
        case when is_complete then cast(people_on_or_after as bigint) end as returned_on_or_after,
        case when is_complete then {{ rate('active_people', 'cohort_size') }} end as return_rate,
        case when is_complete then {{ rate('people_on_or_after', 'cohort_size') }} end as return_rate_on_or_after

    from counted

)

select * from retention
