-- Which products and categories end up in one basket more often than chance would have it, and how often?
with

rules as (

    select
        event_source,
        basket_kind,
        item_kind,
        antecedent,
        consequent,
        set_baskets,
        confidence,
        confidence_low,
        confidence_high,
        lift,
        q_value,
        rank() over (
            partition by event_source, basket_kind, item_kind
            order by q_value asc nulls last, lift desc nulls last, antecedent asc nulls last
        ) as place

    from {{ ref('product_associations') }}
    where verdict = 'go together'
        and {{ filtered('basket_kind') }}

)

select * from rules
where place <= 20
order by
    event_source asc nulls last, basket_kind asc nulls last, item_kind asc nulls last,
    place asc nulls last, consequent asc nulls last
