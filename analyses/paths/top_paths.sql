-- Which whole visits are the most frequent, and what do they bring?
select
    stream,
    dimension,
    dimension_value,
    rank,
    path,
    step_count,
    sessions,
    share,
    conversions,
    conversion_rate,
    revenue,
    median_duration_seconds

from {{ ref('paths') }}
where path <> '(other)'
    and rank <= 20
    and {{ filtered('stream', 'dimension', 'dimension_value') }}
order by
    stream asc nulls last, dimension asc nulls last, dimension_value asc nulls last, rank asc nulls last
