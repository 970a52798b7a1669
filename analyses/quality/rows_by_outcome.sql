-- How many rows were accepted, and how many excluded for which reason? A row without a readable date has none here
-- either: with a filter by date it is left out.
with

counted as (

    select
        outcome,
        reason,
        sum(events) as events

    from {{ ref('event_audit') }}
    where {{ filtered('event_date') }}
    group by outcome, reason

),

with_share as (

    select
        *,
        {{ rate('events', 'sum(events) over ()') }} as share

    from counted

)

select * from with_share
where {{ filtered('outcome') }}
order by outcome asc nulls last, events desc nulls last, reason asc nulls last
