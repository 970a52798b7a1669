{{ announce_loads(ref('int_pending_loads')) }}

with

judged_events as (

    select * from {{ ref('int_judged_events') }}

),

new_events as (

    select *
    from judged_events
    where {{ is_pending() }}

)

select * from new_events
