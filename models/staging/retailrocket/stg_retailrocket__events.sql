{{ config(enabled='retailrocket' in var('event_sources')) }}

with

typed_events as (

    select * from {{ ref('stg_retailrocket__typed_events') }}

),

item_categories as (

    select * from {{ ref('stg_retailrocket__item_categories') }}

),

-- what happened, to whom and to which item is all that the files say
events as (

    select
        {{ row_hash('occurred_at, visitor_id, source_event_type, typed_events.product_id, order_id, raw_text') }}
            as event_id,
        'retailrocket' as event_source,
        load_id,
        loaded_at,
        visitor_id,
        {{ null_texts('customer_id') }},
        occurred_at,
        cast(null as timestamp) as received_at,
        cast(null as bigint) as source_sequence,
        case source_event_type
            when 'view' then 'view_product' when 'addtocart' then 'add_to_cart' when 'transaction' then 'purchase'
            else source_event_type
        end as event_type,
        source_event_type,
        {{ null_texts('source_session_id, page_path, element, search_term') }},
        typed_events.product_id,
        item_categories.category_id,
        order_id,
        {{ null_texts('currency') }},
        cast(null as integer) as quantity,
        cast(null as decimal(18, 2)) as unit_price,
        cast(null as decimal(18, 2)) as revenue,
        {{ null_texts('device_type, browser, operating_system, agent_class, ip_hash') }},
        {{ null_texts('country_code, region, city') }},
        {{ null_texts('traffic_source, traffic_medium, traffic_campaign, experiment_id, variant') }},
        cast(null as {{ var('json_type') }}) as properties,
        raw_text,
        reader_complaint,
        value_complaint,
        false as is_superseded,
        false as is_consent_declined

    from typed_events
    left join item_categories
        on typed_events.product_id = item_categories.product_id

)

select * from events
