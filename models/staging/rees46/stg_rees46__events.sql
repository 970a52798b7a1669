{{ config(enabled='rees46' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_rees46__rows') }}

),

typed as (

    select
        {{ typed_columns(rees46_columns()) }},
        raw_text,
        reader_complaint,
        {{ value_complaint(rees46_columns()) }} as value_complaint,
        filename

    from file_rows

),

-- the store's files carry neither an event's id nor an order's, and only US dollars
events as (

    select
        {{ row_hash('event_time, event_type, product_id, category_id, price, user_id, user_session, raw_text') }}
            as event_id,
        'rees46' as event_source,
        {{ file_name('filename') }} as load_id,
        {{ end_of_month_anywhere(file_name('filename')) }} as loaded_at,
        user_id as visitor_id,
        {{ null_texts('customer_id') }},
        event_time as occurred_at,
        cast(null as timestamp) as received_at,
        cast(null as bigint) as source_sequence,
        case event_type when 'view' then 'view_product' when 'cart' then 'add_to_cart' else event_type end
            as event_type,
        event_type as source_event_type,
        user_session as source_session_id,
        {{ null_texts('page_path, element, search_term') }},
        product_id,
        coalesce(category_code, category_id) as category_id,
        {{ null_texts('order_id') }},
        'USD' as currency,
        case when event_type = 'purchase' then 1 end as quantity,
        price as unit_price,
        case when event_type = 'purchase' and '{{ var("reporting_currency") }}' = 'USD' then price end as revenue,
        {{ null_texts('device_type, browser, operating_system, agent_class, ip_hash') }},
        {{ null_texts('country_code, region, city') }},
        {{ null_texts('traffic_source, traffic_medium, traffic_campaign, experiment_id, variant') }},
        cast(null as {{ var('json_type') }}) as properties,
        raw_text,
        reader_complaint,
        value_complaint,
        false as is_superseded,
        false as is_consent_declined

    from typed

)

select * from events
