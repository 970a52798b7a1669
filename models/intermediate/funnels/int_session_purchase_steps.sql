{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

{{ step_events() }},

progress as (

    select * from {{ ref('int_funnel_progress') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}
        and funnel = 'purchase'

),

seen as (

    select
        session_id,
        count(distinct step_number) as steps_seen,
        max(step_number) as deepest_step,
        bool_or(step_name = 'view_product') as viewed,
        bool_or(step_name = 'add_to_cart') as carted,
        bool_or(step_name = 'checkout') as checked_out,
        bool_or(step_name = 'purchase') as purchased

    from step_events
    where funnel = 'purchase'
    group by 1

),

in_order as (

    select
        session_id,
        max(step_number) as steps_in_order,
        min(entered_at) as entered_at

    from progress
    group by 1

),

judged as (

    select
        seen.*,
        coalesce(in_order.steps_in_order, 0) as steps_in_order,
        {{ reporting_date('in_order.entered_at') }} as entry_date,
        case
            when seen.steps_seen < seen.deepest_step then 'skipped_steps'
            when in_order.steps_in_order < seen.deepest_step then 'out_of_order'
            when not seen.purchased then 'partial'
            else 'complete'
        end as funnel_validity

    from seen
    left join in_order
        on seen.session_id = in_order.session_id

)

select * from judged
