with

contingency_tables as (

    select distinct baskets, rarer_left, rarer_right, lowest_cell
    from {{ ref('int_contingency_tables') }}
    where expected_in_lowest_cell < 5 and rarer_left > 0 and rarer_right > 0

),

-- sixty counts beyond, all others are less likely than a double can tell; past 999 the p value is 0 to a double
terms as (

    select
        tables.*, numbers.number as cell,
        case
            when numbers.number = 0 then 0
            else
                ln(cast(rarer_left - number + 1 as double))
                + ln(cast(rarer_right - number + 1 as double))
                - ln(cast(number as double))
                - ln(cast(baskets - rarer_left - rarer_right + number as double))
        end as log_ratio

    from contingency_tables as tables
    inner join {{ whole_numbers(3) }} as numbers
        on numbers.number <= least(tables.rarer_left, tables.rarer_right, greatest(tables.lowest_cell, 5) + 60)

),

-- how likely each count is, by that of 0
weighed as (

    select
        *,
        sum(log_ratio) over (
            partition by baskets, rarer_left, rarer_right, lowest_cell order by cell asc nulls last
        ) as log_weight

    from terms

),

with_observed as (

    select
        *,
        max(case when cell = lowest_cell then log_weight end) over (
            partition by baskets, rarer_left, rarer_right, lowest_cell
        ) as observed_log_weight

    from weighed

),

-- the seventh digit is the tolerance for what is equally likely
exact_tests as (

    select
        baskets, rarer_left, rarer_right, lowest_cell,
        {{ significant(
            'coalesce(sum(case when log_weight <= observed_log_weight + 1e-7 then exp(log_weight) end), 0) / sum(exp(log_weight))'
        ) }} as p_value

    from with_observed
    group by 1, 2, 3, 4

)

select * from exact_tests
