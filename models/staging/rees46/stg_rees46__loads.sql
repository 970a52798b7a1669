{{ config(enabled='rees46' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_rees46__rows') }}

),

loads as (

    select
        {{ file_name('filename') }} as load_id,
        count(*) as event_rows,
        cast(null as {{ dbt.type_string() }}) as content_sum,
        false as is_superseded

    from file_rows
    group by 1

)

select * from loads
