{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

{{ session_step_events("funnel = 'purchase' and step_kind = 'required'") }},

event_items as (

    select * from {{ ref('int_event_items') }}

),

product_steps as (

    select actor_id as session_id, position as event_number, step_name
    from step_events
    union
    select session_id, event_number, 'remove_from_cart' as step_name
    from session_events
    where event_type = 'remove_from_cart'

),

-- a purchase empties the cart: what is put into it afterwards is another one
numbered as (

    select
        session_events.*,
        product_steps.step_name,
        1 + count(case when product_steps.step_name = 'purchase' then 1 end) over (
            partition by product_steps.session_id
            order by product_steps.event_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as cart_number,
        {{ order_key() }} as order_key

    from product_steps
    inner join session_events
        on product_steps.session_id = session_events.session_id
            and product_steps.event_number = session_events.event_number

),

-- the items it names, else its own product
session_items as (

    select
        numbered.session_id, numbered.event_number, coalesce(event_items.item_number, 1) as item_number,
        numbered.event_source, numbered.step_name, numbered.cart_number,
        case when numbered.step_name = 'purchase' then numbered.order_key end as order_key,
        {{ known('coalesce(event_items.product_id, numbered.product_id)') }} as product_id,
        coalesce(event_items.category_id, numbered.category_id) as category_id,
        coalesce(event_items.quantity, case when event_items.event_id is null then numbered.quantity end) as quantity,
        coalesce(event_items.unit_price, case when event_items.event_id is null then numbered.unit_price end)
            as unit_price

    from numbered
    left join event_items
        on numbered.event_source = event_items.event_source
            and numbered.load_id = event_items.load_id
            and numbered.event_id = event_items.event_id
            and numbered.order_id is not distinct from event_items.order_id

)

select * from session_items
