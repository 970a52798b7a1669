{{ config(materialized='view') }}

with

measured as (

    select
        measures.*,
        coalesce(addresses.is_idle_paid_address, false) as is_idle_paid_address,
        coalesce(addresses.is_one_rhythm_address, false) as is_one_rhythm_address

    from {{ ref('int_session_measures') }} as measures
    left join {{ ref('int_suspect_addresses') }} as addresses
        on measures.event_source = addresses.event_source
            and measures.ip_hash = addresses.ip_hash

),

shown as (

    select
        *,
        {{ shown_evidence() }}

    from measured

),

-- each piece takes its share of the doubt that the others leave
scored as (

    select
        *,
        {{ weighed_evidence() }}

    from shown

)

select * from scored
