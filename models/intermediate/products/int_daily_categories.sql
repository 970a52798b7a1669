{{ config(
    materialized=by_increments(), unique_key='session_date',
    meta={'replaces': 'int_restated_session_dates', 'by': 'restated_date'}
) }}

with

sessions as (

    select session_id, session_date
    from {{ ref('int_sessions') }}
    where {{ is_touched('session_date', 'int_restated_session_dates', named='restated_date') }}
        and not is_bot

),

session_products as (

    select * from {{ ref('int_session_products') }}

),

ancestors as (

    select * from {{ ref('int_category_ancestors') }}

),

-- a session with two products of a category is one of it; what no tree lists stands for itself
session_categories as (

    select
        session_products.event_source,
        sessions.session_date,
        sessions.session_id,
        coalesce(ancestors.ancestor_id, session_products.category_id) as category_id,
        bool_or(session_products.viewed) as viewed,
        bool_or(session_products.carted) as carted,
        bool_or(session_products.checked_out) as checked_out,
        bool_or(session_products.purchased) as purchased

    from sessions
    inner join session_products
        on sessions.session_id = session_products.session_id
    left join ancestors
        on session_products.event_source = ancestors.event_source
            and session_products.category_id = ancestors.category_id
    group by 1, 2, 3, 4

),

daily_categories as (

    select
        event_source,
        session_date,
        category_id,
        {{ product_step_counts('session_categories') }}

    from session_categories
    group by 1, 2, 3

)

select * from daily_categories
