-- Which share of a day's rows was excluded, day by day?
select
    event_date as date,
    sum(events) as events,
    sum(case when outcome = 'excluded' then events else 0 end) as excluded,
    {{ rate("sum(case when outcome = 'excluded' then events else 0 end)", 'sum(events)') }} as excluded_share

from {{ ref('event_audit') }}
where event_date is not null
    and {{ filtered('event_date') }}
group by 1
having sum(case when outcome = 'accepted' then events else 0 end) > 0
order by 1 asc nulls last
