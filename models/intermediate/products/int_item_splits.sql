{%- set splits = fromyaml('[[first, second, third], [second, first, third], [third, first, second]]') %}
with

pairs as (

    select * from {{ ref('int_frequent_pairs') }}

),

triples as (

    select * from {{ ref('int_frequent_triples') }}

),

-- each set in two parts, the left one of one item
splits as (

    select
        event_source, basket_kind, item_kind, 2 as item_count, set_baskets,
        first_id as left_id,
        second_id as right_id,
        {{ null_texts('second_right_id') }}
    from pairs
    {%- for left, right, second_right in splits %}
    union all
    select
        event_source, basket_kind, item_kind, 3 as item_count, set_baskets,
        {{ left }}_id as left_id,
        {{ right }}_id as right_id,
        {{ second_right }}_id as second_right_id
    from triples
    {%- endfor %}

),

item_splits as (

    select
        splits.*,
        lefts.set_baskets as left_baskets,
        coalesce(right_pairs.set_baskets, rights.set_baskets) as right_baskets,
        totals.baskets,
        totals.multi_item_baskets

    from splits
    inner join {{ ref('int_basket_totals') }} as totals
        on {{ same_baskets('splits', 'totals') }}
    inner join {{ ref('int_frequent_items') }} as lefts
        on {{ same_baskets('splits', 'lefts') }}
            and splits.left_id = lefts.item_id
    inner join {{ ref('int_frequent_items') }} as rights
        on {{ same_baskets('splits', 'rights') }}
            and splits.right_id = rights.item_id
    left join pairs as right_pairs
        on {{ same_baskets('splits', 'right_pairs') }}
            and splits.right_id = right_pairs.first_id
            and splits.second_right_id = right_pairs.second_id

)

select * from item_splits
