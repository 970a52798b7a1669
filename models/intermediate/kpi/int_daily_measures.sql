with

sessions as (

    select * from {{ ref('int_sessions') }}

),

human_sessions as (

    select * from sessions
    where not is_bot

),

measures as (

    {{ daily_measures('session_date', {
        'sessions_with_bots': 'count(*)',
        'bot_sessions': 'count(*) filter (where is_bot)',
    }, 'sessions') }}
    union all
    {{ daily_measures('session_date', {
        'visitors': 'count(distinct event_source || \'|\' || visitor_id)',
        'sessions': 'count(*)',
        'converted_sessions': 'count(*) filter (where converted_at is not null)',
        'orders': 'sum(order_count)',
        'revenue': 'sum(revenue)',
    }, 'human_sessions') }}
    union all
    -- like the funnel itself, its steps are dated by the entry
    {{ daily_measures('purchase_funnel_date', {
        'viewed_sessions': 'count(*) filter (where purchase_funnel_step >= 1)',
        'carted_sessions': 'count(*) filter (where purchase_funnel_step >= 2)',
        'checked_out_sessions': 'count(*) filter (where purchase_funnel_step >= 3)',
        'purchased_sessions': 'count(*) filter (where purchase_funnel_step >= 4)',
    }, 'human_sessions') }}

)

select * from measures
