with

person_purchases as (

    select * from {{ ref('int_person_purchases') }}

),

purchases as (

    select * from {{ ref('int_purchases') }}

),

aged as (

    select
        person_purchases.first_event_source as event_source,
        cast(date_trunc('month', person_purchases.first_purchase_date) as date) as cohort_month,
        {{ dbt.datediff('person_purchases.first_purchase_date', 'purchases.purchase_date', 'day') }} as days,
        purchases.purchase_number,
        purchases.revenue,
        purchases.refunded_revenue

    from purchases
    inner join person_purchases
        on purchases.person_id = person_purchases.person_id

),

cohort_purchases as (

    select
        event_source,
        cohort_month,
        cast(floor(days / {{ fromyaml(age_units()).month }}) as integer) as age,
        count(*) filter (where purchase_number = 1) as customers,
        count(*) as orders,
        cast(sum(revenue) as decimal(18, 2)) as revenue,
        cast(coalesce(sum(refunded_revenue), 0) as decimal(18, 2)) as refunded_revenue

    from aged
    group by 1, 2, 3

)

select * from cohort_purchases
