{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_events as (

    select
        events.*,
        case when event_type = 'remove_from_cart' then -1 else 1 end * coalesce(quantity, 1) as signed_pieces,
        event_type = 'add_to_cart' as is_add,
        event_type = 'remove_from_cart' as is_removal,
        event_type = 'purchase' as is_purchase

    from {{ rows_to_build('int_session_events', 'int_rebuilt_session_events') }} as events
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

filled_sessions as (

    select session_id from session_events
    where is_add

),

cart_events as (

    select * from session_events
    where (is_add or is_removal or is_purchase or is_high_intent)
        and session_id in (select session_id from filled_sessions)

),

-- a purchase empties the cart: what is put into it afterwards is another one
numbered as (

    select
        *,
        1 + count(case when is_purchase then 1 end) over (
            partition by session_id
            order by event_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as cart_number

    from cart_events

),

carts as (

    select
        session_id,
        cart_number,
        min(case when is_add then occurred_at end) as started_at,
        max(case when is_purchase then occurred_at end) as purchased_at,
        cast(sum(case when is_add or is_removal then signed_pieces end) as bigint) as item_count,
        count(distinct case when is_add then product_id end) as product_count,
        cast(sum(case when is_add or is_removal then signed_pieces * unit_price end) as decimal(18, 2)) as cart_value,
        {{ last_known('case when is_add then product_id end') }} as last_product_id,
        {{ last_known('case when is_add then category_id end') }} as last_category_id,
        {{ last_known('event_type') }} as last_step

    from numbered
    group by 1, 2
    having count(case when is_add then 1 end) > 0

)

select * from carts
