{{ config(materialized='view') }}

with

{% if 'ga4' in var('event_sources') -%}
acquisitions as (

    select
        'ga4' as event_source,
        visitor_id,
        acquisition_source,
        acquisition_medium,
        acquisition_campaign

    from {{ ref('stg_ga4__acquisitions') }}

)
{%- else -%}
-- no other source says how a visitor was first won
acquisitions as (

    select
        event_source,
        visitor_id,
        cast(null as {{ dbt.type_string() }}) as acquisition_source,
        cast(null as {{ dbt.type_string() }}) as acquisition_medium,
        cast(null as {{ dbt.type_string() }}) as acquisition_campaign

    from {{ ref('int_visitor_identities') }}

)
{%- endif %}

select * from acquisitions
