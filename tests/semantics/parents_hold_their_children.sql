{#- Every date on which a category has more sessions at a step than one above it: of those below there can only be more
    beside it. It fails, too, where the tree has changed since: a full refresh counts everything by the new one. -#}
with

daily as (

    select * from {{ ref('int_daily_categories') }}

),

above as (

    select * from {{ ref('int_category_ancestors') }}
    where category_id <> ancestor_id

),

compared as (

    select
        daily.event_source,
        daily.session_date,
        daily.category_id,
        above.ancestor_id

    from daily
    inner join above
        on daily.event_source = above.event_source
            and daily.category_id = above.category_id
    left join daily as parents
        on daily.event_source = parents.event_source
            and daily.session_date = parents.session_date
            and above.ancestor_id = parents.category_id
    where parents.category_id is null
        or parents.viewed_sessions < daily.viewed_sessions
        or parents.carted_sessions < daily.carted_sessions
        or parents.checked_out_sessions < daily.checked_out_sessions
        or parents.purchased_sessions < daily.purchased_sessions

)

select * from compared
