with

catalogue as (

    {{ united_sources('products', '{product_id: text, product_name: text, brand: text}') }}

),

event_items as (

    select * from {{ ref('int_event_items') }}

),

-- a product that no catalogue lists is called what events call it, the first name of several in the alphabet
named as (

    select
        event_source,
        product_id,
        min(product_name) as product_name,
        min(brand) as brand

    from event_items
    group by 1, 2

),

products as (

    select
        coalesce(catalogue.event_source, named.event_source) as event_source,
        coalesce(catalogue.product_id, named.product_id) as product_id,
        coalesce(catalogue.product_name, named.product_name) as product_name,
        coalesce(catalogue.brand, named.brand) as brand

    from catalogue
    full outer join named
        on catalogue.event_source = named.event_source
            and catalogue.product_id = named.product_id

)

select * from products
