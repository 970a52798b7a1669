{%- set squarings = 20 -%}
with

cells as (

    select * from {{ ref('int_path_cells') }}

),

squared_0 as (

    select
        stream,
        dimension,
        dimension_value,
        state_count,
        {{ ordered_list('probability', 'cell') }} as power,
        {{ ordered_list('cast(case when from_state = to_state then 1 else 0 end as double)', 'cell') }} as visits

    from cells
    group by 1, 2, 3, 4

),

-- what a million moves come to: twice as many in each of these steps
{% for number in range(squarings) -%}
squared_{{ number + 1 }} as (

    select
        stream,
        dimension,
        dimension_value,
        state_count,
        {{ matrix_product('power', 'power', 'state_count') }} as power,
        {{ matrix_product('power', 'visits', 'state_count', added='visits') }} as visits

    from squared_{{ number }}

),

{% endfor -%}
chains as (

    select
        stream,
        dimension,
        dimension_value,
        visits

    from squared_{{ squarings }}

)

select * from chains
