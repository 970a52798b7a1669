with

session_orders as (

    select session_id, order_count, valued_order_count, refunded_order_count, revenue, order_list
    from {{ ref('int_session_orders') }}

),

stored_orders as (

    {% if history_is_whole() -%}
    select session_id, order_count, valued_order_count, refunded_order_count, revenue, order_list
    from {{ as_it_stands('int_sessions') }}
    where order_count > 0
    {%- else -%}
    select * from session_orders
    {%- endif %}

),

lost as (

    select * from stored_orders
    except
    select * from session_orders

),

gained as (

    select * from session_orders
    except
    select * from stored_orders

),

reordered as (

    select session_id from lost
    union
    select session_id from gained

)

select * from reordered
