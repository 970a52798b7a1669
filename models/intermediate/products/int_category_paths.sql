with

trees as (

    select * from {{ ref('int_category_trees') }}

),

ancestors as (

    select
        ancestors.event_source,
        ancestors.category_id,
        ancestors.ancestor_id,
        ancestors.ancestor_level,
        coalesce(trees.category_name, ancestors.ancestor_id) as ancestor_name

    from {{ ref('int_category_ancestors') }} as ancestors
    inner join trees
        on ancestors.event_source = trees.event_source
            and ancestors.ancestor_id = trees.category_id

),

category_paths as (

    select
        event_source,
        category_id,
        {% for level in range(1, var('max_category_levels') + 1) -%}
        max(case when ancestor_level = {{ level }} then ancestor_name end) as level_{{ level }},
        {% endfor -%}
        max(ancestor_level) as category_level,
        {{ joined_texts(ordered_list('ancestor_name', 'ancestor_level'), "' > '") }} as category_path,
        max(case when ancestor_level = 1 then ancestor_id end) as root_id

    from ancestors
    group by 1, 2

)

select * from category_paths
