{#- The event contract from the columns of the shop's events and, of what stands elsewhere, browser, operating_system,
    agent_class and reporting_rate (the reporting currency for one unit of the event's). What the shop does not record
    is null. -#}
{% macro shop_event_columns(event_source) %}
    coalesce({{ filled('event_id') }}, {{ row_hash(shop_content_columns()) }}) as event_id,
    '{{ event_source }}' as event_source,
    {{ shop_load_id() }} as load_id,
    loaded_at,
    visitor_id,
    {{ filled('customer_id') }} as customer_id,
    occurred_at,
    received_at,
    cast(null as bigint) as source_sequence,
    event_type,
    event_type as source_event_type,
    session_id as source_session_id,
    page_path,
    {{ filled('element') }} as element,
    {{ filled('search_term') }} as search_term,
    product_id,
    category_id,
    {{ filled('order_id') }} as order_id,
    upper({{ filled('currency') }}) as currency,
    quantity,
    -- a negative one is judged as it is
    case
        when upper({{ filled('currency') }}) = '{{ var("reporting_currency") }}' or unit_price < 0 then unit_price
        else {{ money('unit_price * reporting_rate') }}
    end as unit_price,
    case
        when upper({{ filled('currency') }}) = '{{ var("reporting_currency") }}' then revenue
        else {{ money('revenue * reporting_rate') }}
    end as revenue,
    {{ filled('device_type') }} as device_type,
    browser,
    operating_system,
    agent_class,
    {{ address_hash('ip_address') }} as ip_hash,
    {{ filled('country_code') }} as country_code,
    {{ null_texts('region') }},
    {{ filled('city') }} as city,
    {{ filled('referrer') }} as traffic_source,
    {{ filled('medium') }} as traffic_medium,
    {{ filled('campaign') }} as traffic_campaign,
    {{ null_texts('experiment_id, variant') }},
    cast(
        '{"scroll_percent": ' || cast(scroll_percent as {{ dbt.type_string() }}) || '}' as {{ var('json_type') }}
    ) as properties
{%- endmacro %}
