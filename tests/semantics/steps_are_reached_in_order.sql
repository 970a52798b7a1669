{#- The sessions that reached a step of a funnel before the one it follows, or without it. -#}
with

progress as (

    select
        funnel,
        session_id,
        step_number,
        reached_at,
        lag(reached_at) over (partition by funnel, session_id order by step_number) as previous_reached_at,
        row_number() over (partition by funnel, session_id order by step_number) as step_position

    from {{ ref('int_funnel_progress') }}

)

select * from progress
where reached_at < previous_reached_at
    or step_position <> step_number
