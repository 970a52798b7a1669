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

    from {{ list_rows(ref('int_path_chains'), 'visits') }}

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
        on {{ same_path_segment('cells', 'chain_visits') }}
            and cells.cell = chain_visits.cell

)

select * from visits
