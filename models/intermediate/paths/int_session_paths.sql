{{ config(materialized=by_increments(), unique_key='session_id', meta={'replaces': 'int_replaced_sessions'}) }}

with

moves as (

    select * from {{ ref('int_path_moves') }}
    where {{ is_touched('session_id', 'int_replaced_sessions') }}

),

printed as (

    select
        session_id,
        stream,
        max(step_number) as step_count,
        {{ joined_texts(
            ordered_list(
                "case when step_number between 1 and " ~ var('path_length_cap') ~ " then from_state end", 'step_number'
            ), "' > '"
        ) }} as printed_path

    from moves
    group by 1, 2

),

session_paths as (

    select
        session_id,
        stream,
        case
            when step_count = 0 then '(nothing)'
            when step_count > {{ var('path_length_cap') }} then printed_path || ' > …'
            else printed_path
        end as path,
        least(step_count, {{ var('path_length_cap') }}) as step_count,
        step_count > {{ var('path_length_cap') }} as is_capped

    from printed

)

select * from session_paths
