{#- The last seven whole days of a source with less than a fifth, or more than five times, of the accepted events that
    the same weekday had in the median of the four weeks before; a day without any event is one of them. A warning: a
    holiday or a campaign is no mistake, so somebody should look, but the tables are right. -#}
{{ config(severity='warn') }}

with

daily as (

    select
        event_source,
        event_date,
        sum(events) as events

    from {{ ref('event_audit') }}
    where outcome = 'accepted'
    group by 1, 2

),

last_days as (

    select
        event_source,
        max(event_date) as last_day

    from daily
    group by 1

),

weeks_before as (

    {% for weeks in range(1, 5) -%}
    select
        event_source,
        cast(event_date + interval '{{ 7 * weeks }}' day as date) as event_date,
        events
    from daily
    {%- if not loop.last %}
    union all
    {% endif -%}
    {%- endfor %}

),

usual as (

    select
        event_source,
        event_date,
        percentile_cont(0.5) within group (order by cast(events as double)) as usual_events

    from weeks_before
    group by 1, 2
    having count(*) = 4

)

select
    usual.event_source,
    usual.event_date,
    coalesce(daily.events, 0) as events,
    usual.usual_events

from usual
inner join last_days
    on usual.event_source = last_days.event_source
        and usual.event_date < last_days.last_day
        and usual.event_date >= cast(last_days.last_day - interval '7' day as date)
left join daily
    on usual.event_source = daily.event_source
        and usual.event_date = daily.event_date
where coalesce(daily.events, 0) < usual.usual_events / 5
    or coalesce(daily.events, 0) > usual.usual_events * 5
