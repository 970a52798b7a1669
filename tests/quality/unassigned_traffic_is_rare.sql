{#- The sources of events of which more than a tenth of people's sessions are of no channel. A warning: the tables are
    right, but `seeds/channels.csv` lacks a rule, or links a tag; `unassigned_traffic` lists them. A source that never says
    where anybody came from has none to lose. -#}
{{ config(severity='warn') }}

with

sessions as (

    select * from {{ ref('sessions') }}
    where not is_bot

),

shares as (

    select
        event_source,
        count(*) as sessions,
        count(*) filter (where channel = 'Unassigned') as unassigned_sessions

    from sessions
    group by 1
    having count(coalesce(traffic_source, traffic_medium, traffic_campaign)) > 0

)

select * from shares
where unassigned_sessions > 0.1 * sessions
