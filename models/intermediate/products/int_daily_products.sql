{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

sessions as (

    select session_id, session_date
    from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}
        and not is_bot

),

session_products as (

    select * from {{ ref('int_session_products') }}

),

daily_products as (

    select
        session_products.event_source,
        sessions.session_date,
        session_products.product_id,
        session_products.category_id,
        session_products.price_band,
        min(session_products.unit_price) as lowest_price,
        max(session_products.unit_price) as highest_price,
        count(case when session_products.viewed and session_products.is_out_of_stock then 1 end)
            as viewed_out_of_stock_sessions,
        {{ product_step_counts('session_products') }}

    from sessions
    inner join session_products
        on sessions.session_id = session_products.session_id
    group by 1, 2, 3, 4, 5

)

select * from daily_products
