with

category_rows as (

    select * from {{ ref('int_category_rows') }}

),

parents as (

    select event_source, parent_id, count(*) as children
    from category_rows
    where parent_id is not null
    group by 1, 2

),

climbed as (

    select
        event_source,
        category_id,
        max(step) as steps,
        count(distinct ancestor_id) as ancestors,
        max_by(ancestor_id, step) as last_id

    from {{ ref('int_category_climbs') }}
    group by 1, 2

),

trees as (

    select
        category_rows.event_source,
        category_rows.category_id,
        category_rows.category_name,
        category_rows.parent_id,
        climbed.steps,
        climbed.last_id,
        coalesce(parents.children, 0) as children,
        case
            when climbed.ancestors < climbed.steps then 'cycle'
            when beyond.category_id is not null then 'too_deep'
            when last_rows.parent_id is not null then 'orphan'
            when category_rows.parent_id is not null then 'child'
            when parents.children is not null then 'root'
            else 'no_parent'
        end as status

    from category_rows
    inner join climbed
        on category_rows.event_source = climbed.event_source
            and category_rows.category_id = climbed.category_id
    inner join category_rows as last_rows
        on climbed.event_source = last_rows.event_source
            and climbed.last_id = last_rows.category_id
    left join category_rows as beyond
        on last_rows.event_source = beyond.event_source
            and last_rows.parent_id = beyond.category_id
    left join parents
        on category_rows.event_source = parents.event_source
            and category_rows.category_id = parents.parent_id

)

select * from trees
