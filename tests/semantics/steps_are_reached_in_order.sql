{#- The sessions that reached a step of a funnel before the one it follows, or without it. -#}
with

progress as (

    select
        funnel,
        session_id,
        step_number,
        reached_at,
        lag(reached_at) over steps as previous_reached_at,
        row_number() over steps as step_position

    from {{ ref('int_funnel_progress') }}
    window steps as (partition by funnel, session_id order by step_number asc nulls last)

)

select * from progress
where reached_at < previous_reached_at
    or step_position <> step_number
