{#- The number of items in the export and in staging, where they differ. -#}
{{ config(enabled='ga4' in var('event_sources')) }}

with

counted as (

    select
        (select sum({{ array_length('items') }}) from {{ source('ga4', 'events') }}) as raw_items,
        (select count(*) from {{ ref('stg_ga4__items') }}) as staged_items

)

select * from counted
where coalesce(raw_items, 0) <> staged_items
