-- Of those who came, or bought, for the first time in a week or month, how many came back, week by week or month by
-- month?
select
    activity,
    event_source,
    cohort_period,
    cohort_start,
    dimension,
    dimension_value,
    age,
    cohort_size,
    returned,
    return_rate,
    is_whole_cohort

from {{ ref('retention') }}
where age_unit = cohort_period
    and is_complete
    and {{ filtered('activity', 'event_source', 'cohort_period', 'dimension', 'dimension_value') }}
order by
    activity asc nulls last, event_source asc nulls last, cohort_period asc nulls last, dimension asc nulls last,
    dimension_value asc nulls last, cohort_start asc nulls last, age asc nulls last
