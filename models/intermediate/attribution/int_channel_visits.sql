with

cells as (

    select * from {{ ref('int_channel_cells') }}

),

expected as (

    select
        cells.event_source, cells.from_state, cells.to_state, sums.element as visits
    from {{ list_rows(ref('int_channel_chains'), 'visits') }} as sums
    inner join cells
        on sums.event_source = cells.event_source
            and sums.element_number = cells.cell

)

select * from expected
