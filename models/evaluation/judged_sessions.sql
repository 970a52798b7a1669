{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

bots as (

    select * from {{ ref('int_session_bots') }}
    where event_source = 'shop'

),

session_totals as (

    select * from {{ ref('int_session_totals') }}

),

visitors as (

    select
        visitor_id,
        max(bot_kind) as bot_kind,
        max(look_alike) as look_alike

    from {{ source('truth', 'visitors') }}
    group by 1

),

judged as (

    select
        bots.session_id,
        case when visitors.bot_kind is not null then 'bots' else 'people' end as who,
        coalesce(visitors.bot_kind, visitors.look_alike, 'ordinary') as kind,
        session_totals.active_event_count >= 3 as is_long,
        bots.is_bot,
        -- what is often done: one rule, two seconds
        session_totals.active_event_count >= 3 and bots.mean_gap_seconds <= 2 as is_fast

    from bots
    inner join session_totals
        on bots.session_id = session_totals.session_id
    inner join visitors
        on bots.visitor_id = visitors.visitor_id

)

select * from judged
