with

pairs as (

    select basket_pairs.*
    from {{ ref('int_basket_pairs') }} as basket_pairs
    inner join {{ ref('int_frequent_pairs') }} as frequent_pairs
        on {{ same_baskets('basket_pairs', 'frequent_pairs') }}
            and basket_pairs.first_id = frequent_pairs.first_id
            and basket_pairs.second_id = frequent_pairs.second_id

),

-- of a and b, a and c those with b and c
counted as (

    select
        pairs.event_source,
        pairs.basket_kind,
        pairs.item_kind,
        pairs.first_id,
        pairs.second_id,
        others.second_id as third_id,
        count(*) as set_baskets

    from pairs
    inner join pairs as others
        on {{ same_baskets('pairs', 'others') }}
            and pairs.basket_id = others.basket_id
            and pairs.first_id = others.first_id
            and pairs.second_id < others.second_id
    inner join pairs as lasts
        on {{ same_baskets('pairs', 'lasts') }}
            and pairs.basket_id = lasts.basket_id
            and pairs.second_id = lasts.first_id
            and others.second_id = lasts.second_id
    group by 1, 2, 3, 4, 5, 6

),

frequent as (

    select counted.*
    from counted
    inner join {{ ref('int_basket_totals') }} as totals
        on {{ same_baskets('counted', 'totals') }}
    where counted.set_baskets >= totals.minimum_baskets

)

select * from frequent
