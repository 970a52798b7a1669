{{ config(enabled='retailrocket' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_retailrocket__rows') }}

),

typed as (

    select
        {{ typed_columns(retailrocket_columns()) }},
        raw_text,
        reader_complaint,
        {{ value_complaint(retailrocket_columns()) }} as value_complaint,
        filename

    from file_rows

),

timed as (

    select
        *,
        {{ timestamp_of_microseconds('timestamp * 1000') }} as occurred_at

    from typed

),

typed_events as (

    select
        visitorid as visitor_id,
        itemid as product_id,
        -- ids that went through a floating point number end in .0
        coalesce({{ regex_extract('transactionid', '^([0-9]+)[.]0*$') }}, transactionid) as order_id,
        event as source_event_type,
        occurred_at,
        {{ file_name('filename') }} as load_id,
        -- a file that does not name its day was made when its newest event happened, or later
        coalesce(
            {{ end_of_day_anywhere(date_in_file_name('filename')) }},
            max(occurred_at) over (partition by filename)
        ) as loaded_at,
        raw_text,
        reader_complaint,
        value_complaint

    from timed

)

select * from typed_events
