{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

people as (

    select * from {{ ref('people') }}
    where rfm_segment is not null

),

customers as (

    select * from {{ source('truth', 'customers') }}

),

segments as (

    select
        people.rfm_segment,
        count(*) as customers,
        count(*) filter (where customers.value_group in ('loyal', 'champion')) as valuable_customers,
        count(*) filter (where customers.value_group = 'champion') as champions,
        {{ rate('sum(people.purchase_count)', 'count(*)') }} as orders_per_customer

    from people
    inner join customers
        on people.customer_id = customers.customer_id
    group by 1

),

recovered as (

    select
        *,
        {{ rate('champions', 'customers') }} as champion_share,
        {{ rate('champions * sum(customers) over ()', 'customers * sum(champions) over ()') }} as champion_lift,
        {{ rate('valuable_customers', 'customers') }} as valuable_share

    from segments

)

select * from recovered
