{{ config(enabled='retailrocket' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_retailrocket__rows') }}

),

items as (

    select {{ text_of('sum(file_bytes)') }} as item_bytes
    from {{ file_row_counts(var('retailrocket_items')) }}

),

loads as (

    select
        {{ file_name('file_rows.filename') }} as load_id,
        count(*) as event_rows,
        -- events have their categories from there: other ones are another history
        max(items.item_bytes) as content_sum,
        false as is_superseded

    from file_rows
    cross join items
    group by 1

)

select * from loads
