with

split_tests as (

    select * from {{ ref('int_split_tests') }}

),

names as (

    select event_source, 'product' as item_kind, product_id as item_id, product_name as item_name
    from {{ ref('int_products') }}
    union all
    select event_source, 'category' as item_kind, category_id as item_id, category_name as item_name
    from {{ ref('int_category_rows') }}

),

named as (

    select
        tests.*,
        tests.right_id || coalesce(' + ' || tests.second_right_id, '') as right_ids,
        coalesce(lefts.item_name, tests.left_id) as left_name,
        coalesce(rights.item_name, tests.right_id)
        || coalesce(' + ' || coalesce(second_rights.item_name, tests.second_right_id), '') as right_name

    from split_tests as tests
    left join names as lefts
        on tests.event_source = lefts.event_source
            and tests.item_kind = lefts.item_kind
            and tests.left_id = lefts.item_id
    left join names as rights
        on tests.event_source = rights.event_source
            and tests.item_kind = rights.item_kind
            and tests.right_id = rights.item_id
    left join names as second_rights
        on tests.event_source = second_rights.event_source
            and tests.item_kind = second_rights.item_kind
            and tests.second_right_id = second_rights.item_id

),

-- both ways
rules as (

    select
        *,
        left_id as antecedent_ids, right_ids as consequent_ids,
        left_name as antecedent, right_name as consequent,
        left_baskets as antecedent_baskets, right_baskets as consequent_baskets
    from named
    union all
    select
        *,
        right_ids as antecedent_ids, left_id as consequent_ids,
        right_name as antecedent, left_name as consequent,
        right_baskets as antecedent_baskets, left_baskets as consequent_baskets
    from named

),

{{ association_measures('rules') }}

select * from measured
