with

trees as (

    select * from {{ ref('int_category_trees') }}

),

climbs as (

    select * from {{ ref('int_category_climbs') }}

),

-- what goes round in a circle has nothing above it
ancestors as (

    select
        trees.event_source,
        trees.category_id,
        climbs.ancestor_id,
        case when trees.status in ('cycle', 'too_deep') then 1 else trees.steps - climbs.step + 1 end as ancestor_level

    from trees
    inner join climbs
        on trees.event_source = climbs.event_source
            and trees.category_id = climbs.category_id
            and (climbs.step = 1 or trees.status not in ('cycle', 'too_deep'))

)

select * from ancestors
