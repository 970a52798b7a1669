{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

session_products as (

    select * from {{ ref('int_session_products') }}
    where category_id <> '(unknown)'

),

person_categories as (

    select
        sessions.person_id,
        session_products.category_id,
        count(case when session_products.purchased then 1 end) as bought,
        count(case when session_products.carted then 1 end) as carted,
        count(case when session_products.viewed then 1 end) as viewed

    from sessions
    inner join session_products
        on sessions.session_id = session_products.session_id
    group by 1, 2

),

ranked as (

    select
        *,
        row_number() over (
            partition by person_id
            order by
                bought desc nulls last,
                carted desc nulls last,
                viewed desc nulls last,
                category_id asc nulls last
        ) as category_rank

    from person_categories

),

favourites as (

    select
        person_id,
        category_id as favourite_category_id

    from ranked
    where category_rank = 1

)

select * from favourites
