{{ config(enabled='ga4' in var('event_sources')) }}

with

exported_events as (

    select * from {{ ref('stg_ga4__exported_events') }}

),

event_types as (

    select * from {{ ref('ga4_event_types') }}

),

page_types as (

    select * from {{ ref('stg_ga4__page_types') }}

),

countries as (

    select * from {{ ref('stg_ga4__countries') }}

),

-- a day's own table replaces the intraday one that came before it
daily_tables as (

    select distinct load_date_text as daily_date_text from exported_events
    where not is_intraday

),

with_paths as (

    select
        *,
        {{ ga4_page_path('page_location') }} as page_path

    from exported_events

),

mapped as (

    select
        with_paths.*,
        countries.country_code,
        with_paths.is_intraday and daily_tables.daily_date_text is not null as is_superseded,
        case
            when event_types.event_type = 'page_view' then coalesce(page_types.event_type, 'page_view')
            else event_types.event_type
        end as event_type

    from with_paths
    left join event_types
        on with_paths.event_name = event_types.ga4_event_name
    left join page_types
        on with_paths.page_path = page_types.page_path
    left join countries
        on with_paths.geo_country = countries.country
    left join daily_tables
        on with_paths.load_date_text = daily_tables.daily_date_text

)

select * from mapped
