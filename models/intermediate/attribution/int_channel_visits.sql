{#- The powers of the matrix up to 2 to this are summed up: no usual journey comes near 16384 visits. -#}
{%- set squarings = 14 -%}
with

moves as (

    select * from {{ ref('int_channel_moves') }}

),

states as (

    select
        from_state as state,
        row_number() over (order by from_state asc nulls last) as state_number,
        count(*) over () as size
    from moves
    group by 1

),

cells as (

    select
        origins.state as from_state, targets.state as to_state, origins.size,
        (origins.state_number - 1) * origins.size + targets.state_number as cell,
        cast(case when origins.state = targets.state then 1 else 0 end as double) as is_same,
        coalesce(moves.probability, 0) as probability
    from states as origins
    cross join states as targets
    left join moves
        on origins.state = moves.from_state
            and targets.state = moves.to_state

),

squared_0 as (

    select
        size, {{ ordered_list('probability', 'cell') }} as power, {{ ordered_list('is_same', 'cell') }} as visits
    from cells
    group by 1

),

-- the sum of twice as many powers: what it was, and the same once more after as many moves
{% for number in range(squarings) -%}
squared_{{ number + 1 }} as (

    select
        size,
        {{ matrix_product('power', 'power', 'size') }} as power,
        {{ matrix_product('power', 'visits', 'size', added='visits') }} as visits
    from squared_{{ number }}

),

{% endfor -%}
expected as (

    select
        cells.from_state, cells.to_state, sums.element as visits
    from {{ list_rows('squared_' ~ squarings, 'visits') }} as sums
    inner join cells
        on sums.element_number = cells.cell

)

select * from expected
