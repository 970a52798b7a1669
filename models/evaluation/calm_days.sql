{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

days as (

    select distinct date
    from {{ ref('int_watched_segments') }}

),

calm_days as (

    select days.date
    from days
    left join {{ source('truth', 'incidents') }} as incidents
        on days.date between cast(incidents.started_at as date)
            and cast(incidents.ended_at - interval '1' second as date)
    left join {{ source('truth', 'occasions') }} as occasions
        on days.date = occasions.date
    where incidents.kind is null
        and occasions.date is null

)

select * from calm_days
