with

contingency_tables as (

    select
        *,
        abs(cast(baskets as double) * set_baskets - cast(left_baskets as double) * right_baskets) * sqrt(baskets)
        / nullif(
            sqrt(cast(left_baskets as double) * (baskets - left_baskets))
            * sqrt(cast(right_baskets as double) * (baskets - right_baskets)), 0
        ) as root_of_chi_square

    from {{ ref('int_contingency_tables') }}

),

exact_tests as (

    select * from {{ ref('int_exact_tests') }}

),

frequent_items as (

    select event_source, basket_kind, item_kind, count(*) as items
    from {{ ref('int_frequent_items') }}
    group by 1, 2, 3

),

frequent_pairs as (

    select event_source, basket_kind, item_kind, count(*) as pairs
    from {{ ref('int_frequent_pairs') }}
    group by 1, 2, 3

),

-- compared is all that could have been frequent, not only what turned out to be
tested as (

    select
        tables.*,
        case when tables.expected_in_lowest_cell < 5 then 'fisher' else 'chi_square' end as test,
        {{ significant(
            'case when tables.expected_in_lowest_cell < 5 then exact_tests.p_value else 2 * '
            ~ normal_tail('tables.root_of_chi_square') ~ ' end'
        ) }} as tested_p_value,
        case
            when tables.item_count = 2 then frequent_items.items * (frequent_items.items - 1) / 2
            else frequent_pairs.pairs * (frequent_items.items - 2)
        end as compared

    from contingency_tables as tables
    left join exact_tests
        on tables.baskets = exact_tests.baskets
            and tables.rarer_left = exact_tests.rarer_left
            and tables.rarer_right = exact_tests.rarer_right
            and tables.lowest_cell = exact_tests.lowest_cell
    inner join frequent_items
        on {{ same_baskets('tables', 'frequent_items') }}
    inner join frequent_pairs
        on {{ same_baskets('tables', 'frequent_pairs') }}

),

{{ q_values('tested', 'event_source, basket_kind, item_kind, item_count', tests='compared') }}

select * from corrected
