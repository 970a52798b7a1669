with

cells as (

    select * from {{ ref('int_path_cells') }}

),

chain_visits as (

    select
        stream,
        dimension,
        dimension_value,
        element_number as cell,
        element as expected_visits

    from {{ list_rows(ref('int_path_chains'), 'visits') }} as chain_rows

),

visits as (

    select
        cells.stream,
        cells.dimension,
        cells.dimension_value,
        cells.from_state,
        cells.to_state,
        cells.converting_probability,
        chain_visits.expected_visits

    from cells
    inner join chain_visits
        on cells.stream = chain_visits.stream
            and cells.dimension = chain_visits.dimension
            and cells.dimension_value = chain_visits.dimension_value
            and cells.cell = chain_visits.cell

)

select * from visits
