-- What happened last: the latest thousand accepted events of people?
with

events as (

    select * from {{ ref('events') }}
    where not is_bot
        and {{ filtered(
            'event_type', 'session_date', 'device_type', 'traffic_source', 'channel', 'country_code', 'is_new_visitor'
        ) }}

)

select
    occurred_at,
    event_type,
    page_path,
    product_id,
    order_id,
    quantity,
    unit_price,
    revenue,
    device_type,
    country_code,
    channel,
    traffic_source,
    is_new_visitor,
    visitor_id,
    session_id,
    event_number,
    event_source

from events
order by occurred_at desc nulls last, session_id desc nulls last, event_number desc nulls last
limit 1000
