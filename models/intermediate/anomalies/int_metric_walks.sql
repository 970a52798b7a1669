{%- set in_order -%}
partition by metric, dimension, dimension_value, direction order by day_number asc nulls last
{%- endset -%}

with

-- traffic and volumes lean one way for weeks by season, by what is spent on them and while a bot lives
tests as (

    select * from {{ ref('int_metric_tests') }}
    where status = 'tested' and family = 'share' and subject = 'behaviour'

),

directions as (

    select 1 as direction
    union all
    select -1 as direction

),

-- what goes beyond one standard error in a direction; a wild day is a change, and adds nothing
steps as (

    select
        tests.*,
        directions.direction,
        case when abs(tests.score) > 4 then 0 else least(directions.direction * tests.score, 3) - 1 end as step

    from tests
    cross join directions

),

walked as (

    select
        *,
        sum(step) over ({{ in_order }} rows between unbounded preceding and current row) as walk

    from steps

),

-- how far it is above its lowest point of two weeks
risen as (

    select
        *,
        greatest(walk - min(walk - step) over ({{ in_order }} range between 13 preceding and current row), 0)
            as rise

    from walked

),

walks as (

    select
        *,
        max(case when rise = 0 then day_number end) over (
            {{ in_order }} range between 13 preceding and current row
        ) as last_rest

    from risen

)

select * from walks
