with

purchases as (

    select * from {{ ref('int_purchases') }}

),

watermarks as (

    select * from {{ ref('int_watermarks') }}

),

person_purchases as (

    select
        person_id,
        min_by(event_source, purchase_number) as first_event_source,
        max_by(event_source, purchase_number) as last_event_source,
        count(*) as purchase_count,
        cast(sum(revenue) as decimal(18, 2)) as revenue,
        cast(sum(refunded_revenue) as decimal(18, 2)) as refunded_revenue,
        cast(sum(revenue - refunded_revenue) as decimal(18, 2)) as lifetime_value,
        min(purchase_date) as first_purchase_date,
        max(purchase_date) as last_purchase_date,
        min(ordered_at) as first_ordered_at,
        min(case when purchase_number = 2 then ordered_at end) as second_ordered_at,
        max(ordered_at) as last_ordered_at

    from purchases
    group by 1

),

-- the clock stops at what the source last told: what nobody knows yet is no silence
with_recency as (

    select
        person_purchases.*,
        {{ dbt.datediff('person_purchases.last_purchase_date', reporting_date('watermarks.watermark'), 'day') }}
            as days_since_last_purchase

    from person_purchases
    inner join watermarks
        on person_purchases.last_event_source = watermarks.event_source

)

select * from with_recency
