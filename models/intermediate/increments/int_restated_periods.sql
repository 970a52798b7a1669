with

dates as (

    select * from {{ ref('int_restated_dates') }}

),

in_periods as (

    {{ in_periods('dates', 'restated_date') }}

),

periods as (

    select distinct period, period_start from in_periods

)

select * from periods
