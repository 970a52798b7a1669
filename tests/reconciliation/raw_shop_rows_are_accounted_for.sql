{#- The days on which the raw rows of the shop are not those accepted and excluded together; a row without a
    time counts under its null date. -#}
{{ config(enabled='shop' in var('event_sources')) }}

with

raw_days as (

    select
        {{ reporting_date('occurred_at') }} as event_date,
        count(*) as raw_rows

    from {{ source('raw', 'events') }}
    group by 1

),

audited_days as (

    select
        event_date,
        sum(events) as audited_rows

    from {{ ref('event_audit') }}
    where event_source = 'shop'
    group by 1

)

select
    coalesce(raw_days.event_date, audited_days.event_date) as event_date,
    raw_days.raw_rows,
    audited_days.audited_rows

from raw_days
full outer join audited_days
    on raw_days.event_date is not distinct from audited_days.event_date
where raw_days.raw_rows is distinct from audited_days.audited_rows
