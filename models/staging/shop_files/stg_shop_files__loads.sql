{{ config(enabled='shop_files' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_shop_files__rows') }}

),

loads as (

    select
        coalesce({{ filled('load_id') }}, {{ file_name('filename') }}) as load_id,
        count(*) as event_rows,
        cast(null as {{ dbt.type_string() }}) as content_sum,
        false as is_superseded

    from file_rows
    group by 1

)

select * from loads
