-- Which types of events happened last, and how often?
select
    event_type,
    count(*) as events,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at

from {{ ref('events') }}
where not is_bot
    and {{ filtered('session_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor') }}
group by 1
order by 2 desc nulls last, 1 asc nulls last
