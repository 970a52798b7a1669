{{ config(enabled='ga4' in var('event_sources')) }}

with

mapped_events as (

    select * from {{ ref('stg_ga4__mapped_events') }}

),

-- the placeholder words of the export become null
cleaned as (

    select
        content_hash as event_id,
        'ga4' as event_source,
        load_id,
        {{ end_of_day_anywhere('load_date_text') }} as loaded_at,
        user_pseudo_id as visitor_id,
        user_id as customer_id,
        occurred_at,
        received_at,
        event_bundle_sequence_id as source_sequence,
        event_type,
        event_name as source_event_type,
        ga_session_id as source_session_id,
        page_path,
        link_url as element,
        {{ real_value('search_term') }} as search_term,
        {{ real_value('only_item.item_id') }} as product_id,
        {{ real_value('only_item.item_category') }} as category_id,
        {{ real_value('transaction_id') }} as order_id,
        {{ real_value('currency') }} as currency,
        cast(only_item.quantity as integer) as quantity,
        cast(only_item.price as decimal(18, 2)) as unit_price,
        {{ ga4_revenue() }} as revenue,
        {{ real_value('device_category') }} as device_type,
        {{ real_value('device_browser') }} as browser,
        {{ real_value('device_operating_system') }} as operating_system,
        cast(null as {{ dbt.type_string() }}) as agent_class,
        cast(null as {{ dbt.type_string() }}) as ip_hash,
        country_code,
        {{ real_value('geo_region') }} as region,
        {{ real_value('geo_city') }} as city,
        {{ real_value('source') }} as traffic_source,
        {{ real_value('medium') }} as traffic_medium,
        {{ real_value('campaign') }} as traffic_campaign,
        cast(null as {{ dbt.type_string() }}) as experiment_id,
        cast(null as {{ dbt.type_string() }}) as variant,
        properties

    from mapped_events

)

select * from cleaned
