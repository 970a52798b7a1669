{{ config(enabled=var('has_truth') and 'shop' in var('event_sources')) }}

with

planted as (

    select * from {{ source('truth', 'associations') }}

),

basket_totals as (

    select * from {{ ref('int_basket_totals') }}
    where event_source = 'shop' and item_kind = 'product'

),

pairs as (

    select
        *,
        rank() over (partition by basket_kind order by p_value asc nulls last) as place

    from {{ ref('product_associations') }}
    where event_source = 'shop'
        and item_kind = 'product'
        and item_count = 2
        and antecedent_ids < consequent_ids

),

-- a pair that is too rare to be told is not found
planted_associations as (

    select
        basket_totals.basket_kind,
        planted.product_id,
        planted.companion_id,
        planted.probability,
        coalesce(pairs.set_baskets, 0) as set_baskets,
        pairs.lift,
        pairs.p_value,
        pairs.q_value,
        pairs.place,
        coalesce(pairs.verdict = 'go together', false) as is_found

    from planted
    cross join basket_totals
    left join pairs
        on basket_totals.basket_kind = pairs.basket_kind
            and least(planted.product_id, planted.companion_id) = pairs.antecedent_ids
            and greatest(planted.product_id, planted.companion_id) = pairs.consequent_ids

)

select * from planted_associations
