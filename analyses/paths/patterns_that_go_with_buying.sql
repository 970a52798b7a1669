-- What do people who buy do more often than others, before they buy? (What goes along with buying need not cause it.)
with

ranked as (

    select
        pattern,
        step_count,
        sessions,
        conversions,
        support,
        confidence,
        confidence_low,
        confidence_high,
        lift,
        row_number() over (
            partition by step_count order by lift desc nulls last, pattern asc nulls last
        ) as place

    from {{ ref('path_patterns') }}
    where stream = 'event'
        and dimension = 'all'

)

select * from ranked
where place <= 10
order by step_count asc nulls last, place asc nulls last
