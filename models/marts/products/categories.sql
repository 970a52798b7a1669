with

trees as (

    select * from {{ ref('int_category_trees') }}

),

category_paths as (

    select * from {{ ref('int_category_paths') }}

),

seen as (

    select distinct event_source, category_id from {{ ref('int_daily_products') }}

),

-- what no tree lists stands for itself
categories as (

    select
        coalesce(trees.event_source, seen.event_source) as event_source,
        coalesce(trees.category_id, seen.category_id) as category_id,
        coalesce(category_paths.level_1, seen.category_id) as level_1,
        {% for level in range(2, var('max_category_levels') + 1) -%}
        category_paths.level_{{ level }},
        {% endfor -%}
        trees.category_name,
        trees.parent_id,
        coalesce(trees.status, 'unlisted') as status,
        coalesce(trees.children, 0) as children,
        coalesce(category_paths.category_level, 1) as category_level,
        coalesce(category_paths.category_path, seen.category_id) as category_path,
        coalesce(category_paths.root_id, seen.category_id) as root_id

    from trees
    full outer join seen
        on trees.event_source = seen.event_source
            and trees.category_id = seen.category_id
    left join category_paths
        on trees.event_source = category_paths.event_source
            and trees.category_id = category_paths.category_id

)

select * from categories
