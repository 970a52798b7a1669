with

order_credits as (

    select * from {{ ref('int_order_credits') }}

),

markov_credits as (

    select * from {{ ref('int_markov_credits') }}

),

credits as (

    select model, event_source, session_date, channel, orders, revenue from order_credits
    union all
    select 'markov_removal' as model, event_source, session_date, channel, orders, revenue from markov_credits

),

attribution as (

    select
        model,
        event_source,
        session_date,
        channel,
        cast(sum(orders) as decimal(18, 6)) as orders,
        cast(sum(revenue) as decimal(18, 2)) as revenue

    from credits
    group by 1, 2, 3, 4

)

select * from attribution
