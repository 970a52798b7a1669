{{ config(enabled='shop' in var('event_sources')) }}

with

exchange_rates as (

    select * from {{ source('raw', 'exchange_rates') }}

),

reporting as (

    select rate_date, usd_rate
    from exchange_rates
    where currency = '{{ var("reporting_currency") }}'

),

with_reporting_rate as (

    select
        exchange_rates.rate_date,
        exchange_rates.currency,
        exchange_rates.usd_rate,
        cast(exchange_rates.usd_rate as double) / cast(reporting.usd_rate as double) as reporting_rate

    from exchange_rates
    left join reporting
        on exchange_rates.rate_date = reporting.rate_date

)

select * from with_reporting_rate
