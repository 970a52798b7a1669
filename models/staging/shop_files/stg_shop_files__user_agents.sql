{{ config(enabled='shop_files' in var('event_sources'), materialized='table') }}

with

file_rows as (

    select * from {{ ref('stg_shop_files__rows') }}

),

{{ described_agents('file_rows') }}

select * from described
