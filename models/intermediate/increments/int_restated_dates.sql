with

session_dates as (

    select * from {{ ref('int_restated_session_dates') }}

),

entry_dates as (

    select * from {{ ref('int_restated_entry_dates') }}

),

dates as (

    select restated_date from session_dates
    union
    select entry_date as restated_date
    from entry_dates
    where funnel = 'purchase'

)

select * from dates
