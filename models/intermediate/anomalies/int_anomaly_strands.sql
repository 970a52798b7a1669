with

anomalies as (

    select
        *,
        kind in ('tracking_outage', 'value_outage') as is_outage,
        {{ day_number('date') }} as day_number

    from {{ ref('int_judged_metrics') }}
    where is_anomaly

),

-- an outage is a strand of its own; so are how many come, and what they do
strands as (

    select
        *,
        case when is_outage then metric else subject end as strand

    from anomalies

),

with_previous as (

    select
        *,
        max(day_number) over (
            partition by strand order by day_number asc nulls last
            range between unbounded preceding and 1 preceding
        ) as previous_day

    from strands

),

-- a single quiet day between does not end it
islands as (

    select
        *,
        max(case when previous_day is null or day_number - previous_day > 2 then date end) over (
            partition by strand order by day_number asc nulls last
            range between unbounded preceding and current row
        ) as island_start

    from with_previous

)

select * from islands
