with

category_rows as (

    {{ united_sources('categories', '{category_id: text, parent_id: text, category_name: text}') }}

)

select * from category_rows
