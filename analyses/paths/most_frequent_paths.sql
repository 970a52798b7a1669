-- Which ways do whole sessions take, by new and returning visitors, and what do they bring in?
select
    dimension_value as visitor_type,
    rank,
    path,
    sessions,
    share,
    conversion_rate,
    revenue,
    median_duration_seconds

from {{ ref('paths') }}
where stream = 'page'
    and dimension = 'visitor_type'
    and (rank <= 20 or path = '(other)')
order by visitor_type asc nulls last, rank asc nulls last
