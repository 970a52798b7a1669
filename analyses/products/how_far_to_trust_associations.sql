-- How many baskets hold more than one product, and is what sells with what more than chance?
with

baskets as (

    select event_source, 'cart' as basket_kind, product_count from {{ ref('carts') }}
    union all
    select event_source, 'order' as basket_kind, product_count from {{ ref('orders') }}
    where not is_bot and order_status <> 'unknown_order'

),

counted as (

    select
        event_source,
        basket_kind,
        count(*) as baskets,
        count(case when product_count > 0 then 1 end) as baskets_with_known_products,
        count(case when product_count > 1 then 1 end) as multi_product_baskets

    from baskets
    group by event_source, basket_kind

),

rules as (

    select
        event_source,
        basket_kind,
        count(*) as rules,
        count(case when verdict = 'go together' then 1 end) as sure_rules

    from {{ ref('product_associations') }}
    where item_kind = 'product'
    group by event_source, basket_kind

),

judged as (

    select
        counted.*,
        {{ rate('counted.multi_product_baskets', 'counted.baskets_with_known_products') }} as multi_product_share,
        coalesce(rules.rules, 0) as rules,
        coalesce(rules.sure_rules, 0) as sure_rules,
        case
            when counted.baskets_with_known_products = 0 then 'no basket tells its products'
            when counted.multi_product_baskets < {{ var('minimum_sample') }}
                then 'too few baskets with two products: a rule that is missing says nothing'
            when rules.rules is null then 'no set of products is frequent enough to be tested'
            when rules.sure_rules = 0 then 'nothing goes together more often than chance would have it'
            else 'rules that go together can be trusted; all others may be chance'
        end as verdict

    from counted
    left join rules
        on counted.event_source = rules.event_source
            and counted.basket_kind = rules.basket_kind

)

select * from judged
where {{ filtered('basket_kind') }}
order by event_source asc nulls last, basket_kind asc nulls last
