{#- Every cohort and age at which more people are active than there are, or than are active on or after it; at which
    more are active on or after it than at the age before; at which somebody is missing on the first day; or which is
    told before its time, or not in time. -#}
with

retention as (

    select
        *,
        lag(returned_on_or_after) over (
            partition by activity, event_source, cohort_period, cohort_start, dimension, dimension_value, age_unit
            order by age asc nulls last
        ) as on_or_after_before

    from {{ ref('retention') }}

)

select * from retention
where returned > returned_on_or_after
    or returned_on_or_after > coalesce(on_or_after_before, cohort_size)
    or (age = 0 and returned <> cohort_size)
    or is_complete = (returned is null or returned_on_or_after is null)
