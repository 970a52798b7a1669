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
        {{ real_value('user_id') }} as customer_id,
        occurred_at,
        received_at,
        event_bundle_sequence_id as source_sequence,
        event_type,
        event_name as source_event_type,
        ga_session_id as source_session_id,
        page_path,
        -- without query, and no mailto
        {{ regex_extract('link_url', '^(https?://[^?#]+)') }} as element,
        {{ real_value('search_term') }} as search_term,
        {{ real_value('only_item.item_id') }} as product_id,
        {{ real_value('only_item.item_category') }} as category_id,
        {{ real_value('transaction_id') }} as order_id,
        upper({{ real_value('currency') }}) as currency,
        try_cast(only_item.quantity as integer) as quantity,
        try_cast({{ ga4_item_amount('price', 'only_item') }} as decimal(18, 2)) as unit_price,
        try_cast({{ ga4_revenue() }} as decimal(18, 2)) as revenue,
        {{ real_value('device_category') }} as device_type,
        {{ real_value('device_browser') }} as browser,
        {{ real_value('device_operating_system') }} as operating_system,
        {{ null_texts('agent_class, ip_hash') }},
        country_code,
        {{ real_value('geo_region') }} as region,
        {{ real_value('geo_city') }} as city,
        {{ real_value('source') }} as traffic_source,
        {{ real_value('medium') }} as traffic_medium,
        {{ real_value('campaign') }} as traffic_campaign,
        {{ null_texts('experiment_id, variant') }},
        properties,
        {{ null_texts('raw_text, reader_complaint') }},
        {{ number_complaint({
            'quantity': ['only_item.quantity', 'integer'],
            'unit_price': [ga4_item_amount('price', 'only_item'), 'decimal(18, 2)'],
            'revenue': [ga4_revenue(), 'decimal(18, 2)'],
        }) }} as value_complaint,
        is_superseded,
        is_consent_declined

    from mapped_events

)

select * from cleaned
