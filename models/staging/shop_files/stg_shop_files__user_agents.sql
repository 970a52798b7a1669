{{ config(enabled='shop_files' in var('event_sources'), materialized='table') }}

with

file_rows as (

    select * from {{ ref('stg_shop_files__rows') }}

),

user_agents as (

    select distinct
        user_agent,
        coalesce(ip_address, '') <> '' as has_address

    from file_rows

),

{{ described_agents() }}

select * from described
