with

daily as (

    select * from {{ ref('int_daily_categories') }}

),

sold as (

    select
        event_source,
        session_date,
        category_id,
        {{ product_sales() }}

    from {{ ref('int_category_sales') }}
    group by 1, 2, 3

),

categories as (

    select * from {{ ref('categories') }}

),

category_funnel as (

    select
        daily.event_source,
        daily.session_date,
        daily.category_id,
        categories.category_level,
        categories.category_path,
        categories.status,
        {{ product_figures() }}

    from daily
    inner join categories
        on daily.event_source = categories.event_source
            and daily.category_id = categories.category_id
    left join sold
        on daily.event_source = sold.event_source
            and daily.session_date = sold.session_date
            and daily.category_id = sold.category_id

)

select * from category_funnel
