with

item_splits as (

    select * from {{ ref('int_item_splits') }}

),

-- of the four counts the one that is expected to be lowest: the rarer sides of both margins meet there
turned as (

    select
        *,
        2 * left_baskets > baskets as is_left_turned,
        2 * right_baskets > baskets as is_right_turned,
        least(left_baskets, baskets - left_baskets) as rarer_left,
        least(right_baskets, baskets - right_baskets) as rarer_right

    from item_splits

),

contingency_tables as (

    select
        *,
        case
            when is_left_turned and is_right_turned then baskets - left_baskets - right_baskets + set_baskets
            when is_left_turned then right_baskets - set_baskets
            when is_right_turned then left_baskets - set_baskets
            else set_baskets
        end as lowest_cell,
        {{ rate('rarer_left', 'baskets') }} * rarer_right as expected_in_lowest_cell

    from turned

)

select * from contingency_tables
