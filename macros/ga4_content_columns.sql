{#- The columns of a GA4 export that say what an event is; the others say how it arrived. -#}
{% macro ga4_content_columns() -%}
    event_timestamp, event_name, event_params, event_value_in_usd, user_id, user_pseudo_id,
    user_first_touch_timestamp, device, geo, traffic_source, stream_id, platform, ecommerce, items
{%- endmacro %}
