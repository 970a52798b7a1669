{#- The required steps that a session, visitor or person reached before the one they follow, or without it. -#}
with

progress as (

    select funnel, actor_id, step_number, reached_at from {{ ref('int_funnel_progress') }}
    union all
    select funnel, actor_id, step_number, reached_at from {{ ref('int_cross_session_progress') }}

),

required_steps as (

    select
        progress.*,
        steps.place,
        lag(progress.reached_at) over step_order as previous_reached_at,
        row_number() over step_order as step_position

    from progress
    inner join {{ ref('int_funnel_steps') }} as steps
        on progress.funnel = steps.funnel
            and progress.step_number = steps.step_number
    where steps.is_required
    window step_order as (partition by progress.funnel, progress.actor_id order by steps.place asc nulls last)

)

select * from required_steps
where reached_at < previous_reached_at
    or step_position <> place
