{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

session_items as (

    select * from {{ ref('int_session_items') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

checkouts as (

    select distinct session_id, event_number, cart_number, event_source
    from session_items
    where step_name = 'checkout'

),

-- what was put into the cart before, less what was taken out, and what was then bought with it
held as (

    select
        checkouts.session_id,
        checkouts.event_number,
        items.product_id

    from checkouts
    inner join session_items as items
        on checkouts.session_id = items.session_id
            and checkouts.cart_number = items.cart_number
    where items.product_id <> '(unknown)'
    group by 1, 2, 3
    having
        sum(
            case
                when items.event_number >= checkouts.event_number then 0
                when items.step_name = 'add_to_cart' then coalesce(items.quantity, 1)
                when items.step_name = 'remove_from_cart' then -coalesce(items.quantity, 1)
                else 0
            end
        ) > 0
        or bool_or(items.step_name = 'purchase' and items.event_number > checkouts.event_number)
        or bool_or(items.step_name = 'checkout' and items.event_number = checkouts.event_number)

),

checkout_items as (

    select
        checkouts.session_id,
        checkouts.event_number,
        checkouts.event_source,
        {{ known('held.product_id') }} as product_id

    from checkouts
    left join held
        on checkouts.session_id = held.session_id
            and checkouts.event_number = held.event_number

)

select * from checkout_items
