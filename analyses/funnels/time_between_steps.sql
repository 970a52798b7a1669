-- How long do people take from one step to the next?
select
    funnel,
    step_number,
    step_name,
    bin_number,
    bin,
    entrants,
    share,
    median_seconds,
    p90_seconds

from {{ ref('funnel_timing') }}
where {{ filtered('funnel') }}
order by funnel asc nulls last, step_number asc nulls last, bin_number asc nulls last
