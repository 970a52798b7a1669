{{ config(
    materialized=by_increments(), unique_key=['event_source', 'load_id'], meta={'replaces': 'int_pending_loads'}
) }}
-- depends_on: {{ ref('int_pending_loads') }}, which names the loads of this run

with

united as (

    {{ united_sources('event_items', event_item_columns()) }}

),

event_items as (

    select * from united
    {% if is_increment() -%}
    where {{ is_pending() }}
    {%- endif %}

)

select * from event_items
