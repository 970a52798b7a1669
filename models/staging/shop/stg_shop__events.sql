{{ config(enabled='shop' in var('event_sources')) }}

with

events as (

    select * from {{ source('raw', 'events') }}

),

renamed as (

    select
        event_id,
        'shop' as event_source,
        load_id,
        loaded_at,
        visitor_id,
        customer_id,
        occurred_at,
        received_at,
        cast(null as bigint) as source_sequence,
        event_type,
        event_type as source_event_type,
        session_id as source_session_id,
        page_path,
        cast(null as {{ dbt.type_string() }}) as element,
        cast(null as {{ dbt.type_string() }}) as search_term,
        product_id,
        category_id,
        order_id,
        currency,
        quantity,
        unit_price,
        case when currency = '{{ var("reporting_currency") }}' then revenue end as revenue,
        device_type,
        cast(null as {{ dbt.type_string() }}) as browser,
        cast(null as {{ dbt.type_string() }}) as operating_system,
        cast(null as {{ dbt.type_string() }}) as agent_class,
        cast(null as {{ dbt.type_string() }}) as ip_hash,
        country_code,
        cast(null as {{ dbt.type_string() }}) as region,
        cast(null as {{ dbt.type_string() }}) as city,
        referrer as traffic_source,
        cast(null as {{ dbt.type_string() }}) as traffic_medium,
        cast(null as {{ dbt.type_string() }}) as traffic_campaign,
        cast(null as {{ dbt.type_string() }}) as experiment_id,
        cast(null as {{ dbt.type_string() }}) as variant,
        cast(null as {{ var('json_type') }}) as properties

    from events

)

select * from renamed
