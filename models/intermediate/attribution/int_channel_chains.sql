with

cells as (

    select * from {{ ref('int_channel_cells') }}

),

-- no usual journey comes near 16384 visits
{{ summed_powers('event_source', size='size', squarings=14) }}

select * from chains
