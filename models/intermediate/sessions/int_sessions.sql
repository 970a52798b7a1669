{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_restated_sessions'}) }}
-- depends_on: {{ ref('int_restated_dates') }}, which reads this table as it stood

with

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
        numbered_sessions.*,
        coalesce(numbered_sessions.traffic_source, '(unknown)') as channel,
        numbered_sessions.session_number = 1 as is_new_visitor,
        numbered_sessions.page_view_count <= 1 and numbered_sessions.interaction_count = 0 as is_bounce,
        case
            when numbered_sessions.converted_at is not null then 'converted'
            when numbered_sessions.deeply_engaged_at is not null then 'deep_engagement'
            when numbered_sessions.engaged_at is not null then 'engaged'
            else 'browsed'
        end as engagement_stage,
        bots.is_bot,
        bots.bot_score,
        bots.bot_reasons,
        bots.mean_gap_seconds,
        coalesce(purchase_steps.viewed, false) as viewed,
        coalesce(purchase_steps.carted, false) as carted,
        coalesce(purchase_steps.checked_out, false) as checked_out,
        coalesce(purchase_steps.purchased, false) as purchased,
        purchase_steps.funnel_validity,
        coalesce(purchase_steps.steps_in_order, 0) as purchase_funnel_step,
        purchase_steps.entry_date as purchase_funnel_date,
        coalesce(session_orders.order_count, 0) as order_count,
        coalesce(session_orders.revenue, 0) as revenue

    from numbered_sessions
    inner join bots
        on numbered_sessions.session_id = bots.session_id
    left join session_orders
        on numbered_sessions.session_id = session_orders.session_id
    left join purchase_steps
        on numbered_sessions.session_id = purchase_steps.session_id

)

select * from sessions
