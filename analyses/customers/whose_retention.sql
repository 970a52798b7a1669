-- Whose return is told: everybody's, or that of people who came first by which channel or on which device?
select
    event_source,
    dimension,
    dimension_value,
    sum(cohort_size) as people

from {{ ref('retention') }}
where activity = 'visit'
    and cohort_period = 'month'
    and age_unit = 'month'
    and age = 0
group by event_source, dimension, dimension_value
order by
    event_source asc nulls last, case when dimension = 'all' then 0 else 1 end asc nulls last, dimension asc nulls last,
    sum(cohort_size) desc nulls last, dimension_value asc nulls last
