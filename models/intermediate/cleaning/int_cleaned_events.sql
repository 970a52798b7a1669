{#- The key names the load, too, so that no other load's rows are read where some of this one's are replaced. -#}
{{ config(
    materialized=by_increments(), unique_key=['event_source', 'event_id', 'load_id'],
    meta={'replaces': 'int_recleaned_events'}
) }}

with

deduplicated_events as (

    select * from {{ ref('int_deduplicated_events') }}

),

recleaned_events as (

    select * from {{ ref('int_recleaned_events') }}

),

cleaned as (

    {% if is_increment() -%}
    select * from recleaned_events
    {%- else -%}
    select {{ cleaned_columns() }}
    from deduplicated_events
    {%- endif %}

)

select * from cleaned
