-- Which days does the data cover, and which was the last whole one?
select
    min(date) as first_day,
    max(date) as last_day,
    max(case when is_complete then date end) as last_whole_day

from {{ ref('kpi_daily') }}
