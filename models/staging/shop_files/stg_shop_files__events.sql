{{ config(enabled='shop_files' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_shop_files__rows') }}

),

typed as (

    select
        {{ typed_columns(shop_columns()) }},
        raw_text,
        reader_complaint,
        {{ value_complaint(shop_columns()) }} as value_complaint,
        filename

    from file_rows

),

-- what a row does not say of its arrival, its file's name does
completed as (

    select
        coalesce(event_id, md5(raw_text)) as event_id,
        coalesce(load_id, {{ file_name('filename') }}) as load_id,
        coalesce(loaded_at, {{ end_of_day_anywhere(date_in_file_name('filename')) }}) as loaded_at,
        {{ shop_content_columns() }},
        {{ agent_columns('user_agent', 'ip_address') }},
        cast(null as double) as reporting_rate,
        received_at,
        raw_text,
        reader_complaint,
        value_complaint

    from typed

),

events as (

    select
        {{ shop_event_columns('shop_files') }},
        raw_text,
        reader_complaint,
        value_complaint,
        false as is_superseded,
        coalesce(consent = 'denied', false) as is_consent_declined

    from completed

)

select * from events
