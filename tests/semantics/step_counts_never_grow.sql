{#- The required steps that more entrants reached than the one before, in any day and segment. -#}
with

steps as (

    select
        funnel,
        event_source,
        entry_date,
        device_type,
        channel,
        traffic_source,
        country_code,
        is_new_visitor,
        step_number,
        entered,
        lag(entered) over (
            partition by
                funnel, event_source, entry_date, device_type, channel, traffic_source, country_code,
                is_new_visitor
            order by step_number asc nulls last
        ) as entered_before,
        lag(completed) over (
            partition by
                funnel, event_source, entry_date, device_type, channel, traffic_source, country_code,
                is_new_visitor
            order by step_number asc nulls last
        ) as completed_before

    from {{ ref('funnel_steps') }}
    where is_required

)

select * from steps
where entered > entered_before
    or entered <> completed_before
    or (step_number > 1 and entered_before is null)
