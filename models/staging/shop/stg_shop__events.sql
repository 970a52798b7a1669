{{ config(enabled='shop' in var('event_sources')) }}

with

raw_events as (

    select * from {{ source('raw', 'events') }}

),

events as (

    select
        {{ shop_event_columns('shop') }},
        {{ nothing_to_clean() }}

    from raw_events

)

select * from events
