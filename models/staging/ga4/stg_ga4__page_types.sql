{{ config(enabled='ga4' in var('event_sources')) }}

with

exported_events as (

    select * from {{ ref('stg_ga4__exported_events') }}

),

page_types as (

    select * from {{ ref('ga4_page_types') }}

),

pages as (

    select distinct {{ ga4_page_path('page_location') }} as page_path from exported_events

),

-- a path may fit several patterns: the one listed first counts
typed as (

    select
        pages.page_path,
        min_by(page_types.event_type, page_types.priority) as event_type

    from pages
    inner join page_types
        on {{ regex_matches('lower(pages.page_path)', 'page_types.path_pattern') }}
    group by 1

)

select * from typed
