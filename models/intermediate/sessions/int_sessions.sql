{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_restated_sessions'}) }}
-- depends_on: {{ ref('int_restated_session_dates') }}, {{ ref('int_restated_actors') }}: they read it as it stood

with

session_totals as (

    select * from {{ ref('int_session_totals') }}
    where {{ is_touched('session_id', 'int_restated_sessions') }}

),

numbered_sessions as (

    select * from {{ ref('int_numbered_sessions') }}
    where {{ is_touched('session_id', 'int_restated_sessions') }}

),

bots as (

    select * from {{ ref('int_session_bots') }}

),

session_orders as (

    select * from {{ ref('int_session_orders') }}

),

purchase_steps as (

    select * from {{ ref('int_session_purchase_steps') }}

),

sessions as (

    select
        session_totals.*,
        numbered_sessions.session_number, numbered_sessions.start_reason,
        numbered_sessions.person_id, numbered_sessions.customer_id, channels.channel,
        numbered_sessions.session_date, numbered_sessions.duration_seconds, numbered_sessions.is_closed,
        numbered_sessions.session_number = 1 as is_new_visitor,
        bots.is_bot, bots.bot_score, bots.bot_kind, bots.bot_reasons, bots.mean_gap_seconds,
        {% for sum in ['order_count', 'valued_order_count', 'refunded_order_count', 'revenue'] -%}
        coalesce(session_orders.{{ sum }}, 0) as {{ sum }},
        {% endfor -%}
        {% for step in ['viewed', 'carted', 'checked_out', 'purchased'] -%}
        coalesce(purchase_steps.{{ step }}, false) as {{ step }},
        {% endfor -%}
        session_orders.order_list, purchase_steps.funnel_validity, purchase_steps.entry_date as purchase_funnel_date,
        coalesce(purchase_steps.steps_in_order, 0) as purchase_funnel_step

    from session_totals
    inner join numbered_sessions
        on session_totals.session_id = numbered_sessions.session_id
    inner join {{ ref('int_channels') }} as channels
        on {{ same_origin('session_totals', 'channels') }}
    inner join bots
        on session_totals.session_id = bots.session_id
    left join session_orders
        on session_totals.session_id = session_orders.session_id
    left join purchase_steps
        on session_totals.session_id = purchase_steps.session_id

)

select * from sessions
