{{ config(enabled='shop_files' in var('event_sources')) }}

with

file_rows as (

    select * from {{ ref('stg_shop_files__rows') }}

),

user_agents as (

    select user_agent as agent, has_address, browser, operating_system, agent_class
    from {{ ref('stg_shop_files__user_agents') }}

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
        browser, operating_system, agent_class,
        cast(null as double) as reporting_rate,
        received_at,
        raw_text,
        reader_complaint,
        value_complaint

    from typed
    left join user_agents
        on coalesce(user_agent, '') = coalesce(agent, '')
            and (coalesce(ip_address, '') <> '') = has_address

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
