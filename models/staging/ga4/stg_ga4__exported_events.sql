{{ config(enabled='ga4' in var('event_sources')) }}

with

exported as (

    select
        *,
        cast(event_timestamp as decimal(38, 0)) + event_server_timestamp_offset as received_microseconds

    from {{ source('ga4', 'events') }}

),

flattened as (

    select
        -- how a row arrived (its file, bundle and upload) is not part of what it says
        {{ row_hash(ga4_content_columns()) }} as content_hash,
        {{ ga4_load_id('filename') }} as load_id,
        -- the table's day, in the property's time zone
        coalesce({{ date_in_file_name('filename') }}, event_date) as load_date_text,
        coalesce(filename like '%intraday%', false) as is_intraday,
        coalesce(lower(cast(privacy_info.analytics_storage as {{ dbt.type_string() }})) = 'no', false)
            as is_consent_declined,
        event_bundle_sequence_id,
        user_pseudo_id,
        user_id,
        {{ timestamp_of_microseconds('event_timestamp') }} as occurred_at,
        {{ timestamp_of_microseconds('received_microseconds') }} as received_at,

        event_name,
        cast({{ ga4_parameter('ga_session_id', 'int') }} as {{ dbt.type_string() }}) as ga_session_id,
        {{ ga4_parameter('page_location', 'string') }} as page_location,
        {{ ga4_parameter('link_url', 'string') }} as link_url,
        {{ ga4_parameter('search_term', 'string') }} as search_term,
        {{ ga4_parameter('source', 'string') }} as source,
        {{ ga4_parameter('medium', 'string') }} as medium,
        {{ ga4_parameter('campaign', 'string') }} as campaign,
        {{ ga4_parameter('currency', 'string') }} as currency,

        ecommerce.transaction_id,
        ecommerce.purchase_revenue,
        ecommerce.purchase_revenue_in_usd,
        ecommerce.refund_value,
        ecommerce.refund_value_in_usd,
        items,
        case when {{ array_length('items') }} = 1 then {{ first_element('items') }} end as only_item,

        device.category as device_category,
        device.operating_system as device_operating_system,
        device.web_info.browser as device_browser,
        geo.country as geo_country,
        geo.region as geo_region,
        geo.city as geo_city,
        traffic_source.source as user_source,
        traffic_source.medium as user_medium,
        traffic_source.name as user_campaign,

        {{ ga4_properties() }} as properties

    from exported

)

select * from flattened
