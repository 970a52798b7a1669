{{ config(enabled='ga4' in var('event_sources')) }}

with

files as (

    select
        {{ ga4_load_id('filename') }} as load_id,
        {{ date_in_file_name('filename') }} as load_date_text,
        filename like '%intraday%' as is_intraday,
        file_rows,
        file_bytes

    from {{ file_row_counts(var('ga4_events')) }}

),

daily_tables as (

    select distinct load_date_text as daily_date_text from files
    where not is_intraday

),

loads as (

    select
        files.load_id,
        cast(sum(files.file_rows) as bigint) as event_rows,
        cast(sum(files.file_bytes) as {{ dbt.type_string() }}) as content_sum,
        bool_or(files.is_intraday and daily_tables.daily_date_text is not null) as is_superseded

    from files
    left join daily_tables
        on files.load_date_text = daily_tables.daily_date_text
    group by 1

)

select * from loads
