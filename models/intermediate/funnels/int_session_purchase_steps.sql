{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

{{ session_step_events("funnel = 'purchase' and step_kind = 'required'") }},

progress as (

    select
        progress.actor_id as session_id,
        progress.entered_at,
        steps.place

    from {{ ref('int_funnel_progress') }} as progress
    inner join {{ ref('int_funnel_steps') }} as steps
        on progress.funnel = steps.funnel
            and progress.step_number = steps.step_number
    where progress.funnel = 'purchase'
        and steps.is_required
        and {{ is_touched('progress.actor_id', 'int_replaced_sessions', named='session_id') }}

),

seen as (

    select
        actor_id as session_id,
        count(distinct place) as steps_seen,
        max(place) as deepest_step,
        bool_or(step_name = 'view_product') as viewed,
        bool_or(step_name = 'add_to_cart') as carted,
        bool_or(step_name = 'checkout') as checked_out,
        bool_or(step_name = 'purchase') as purchased

    from step_events
    group by 1

),

in_order as (

    select session_id, max(place) as steps_in_order, min(entered_at) as entered_at
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
