{{ config(
    materialized=by_increments(), unique_key='person_id', meta={'replaces': 'int_restated_actors', 'by': 'actor_id'}
) }}

with

sessions as (

    select * from {{ ref('int_sessions') }}
    where not is_bot
        and {{ is_touched('person_id', 'int_restated_actors', named='actor_id') }}

),

session_categories as (

    select * from {{ ref('int_session_categories') }}

),

person_categories as (

    select
        sessions.person_id,
        session_categories.category_id,
        sum(session_categories.purchase_count) as purchase_count,
        sum(session_categories.add_to_cart_count) as add_to_cart_count,
        sum(session_categories.event_count) as event_count

    from sessions
    inner join session_categories
        on sessions.session_id = session_categories.session_id
    group by 1, 2

),

ranked as (

    select
        *,
        row_number() over (
            partition by person_id
            order by
                purchase_count desc nulls last,
                add_to_cart_count desc nulls last,
                event_count desc nulls last,
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
