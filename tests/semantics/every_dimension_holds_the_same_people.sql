{#- The cohorts and ages whose channels, or devices, do not add up to all people, be it those who are in them or those
    who return. -#}
with

sums as (

    select
        activity, event_source, cohort_period, cohort_start, age_unit, age, dimension,
        sum(cohort_size) as cohort_size,
        coalesce(sum(returned), 0) as returned,
        coalesce(sum(returned_on_or_after), 0) as returned_on_or_after

    from {{ ref('retention') }}
    group by 1, 2, 3, 4, 5, 6, 7

)

select activity, event_source, cohort_period, cohort_start, age_unit, age
from sums
group by 1, 2, 3, 4, 5, 6
having count(*) <> {{ fromyaml(cohort_dimensions()) | length + 1 }}
    or min(cohort_size) <> max(cohort_size)
    or min(returned) <> max(returned)
    or min(returned_on_or_after) <> max(returned_on_or_after)
